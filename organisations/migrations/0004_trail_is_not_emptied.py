"""The trail refuses TRUNCATE too.

The tests empty their tables between each other, and say so in their sessions (config/settings.py). That is
no hole: whoever may truncate a table owns it, and may drop the trigger as well.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION samenkomst_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('samenkomst.may_truncate', true), '') <> 'on' THEN
    RAISE EXCEPTION '% is never emptied', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER is_never_emptied BEFORE TRUNCATE ON organisations_trail
  FOR EACH STATEMENT EXECUTE FUNCTION samenkomst_refuse_truncate();
"""
BACKWARD = """
DROP TRIGGER is_never_emptied ON organisations_trail;
DROP FUNCTION samenkomst_refuse_truncate();
"""


class Migration(migrations.Migration):
    dependencies = (("organisations", "0003_membership_invites"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)
