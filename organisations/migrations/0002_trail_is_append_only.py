"""The trail refuses UPDATE and DELETE (design §1, Trail)."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION organisations_trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the trail is appended to, never edited' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER trail_is_append_only BEFORE UPDATE OR DELETE ON organisations_trail
  FOR EACH ROW EXECUTE FUNCTION organisations_trail_refuse();
"""
BACKWARD = """
DROP TRIGGER trail_is_append_only ON organisations_trail;
DROP FUNCTION organisations_trail_refuse();
"""


class Migration(migrations.Migration):
    dependencies = (("organisations", "0001_organisations_and_people"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)
