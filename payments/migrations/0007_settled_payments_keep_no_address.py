"""A payment that came to its end needs the payer's address no more (art. 5 lid 1 c AVG)."""

from django.db import migrations

FORGET = """
UPDATE payments_payment SET request = request - 'customer_email' WHERE settled_at IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = (("payments", "0006_issued_invoices_are_not_emptied"),)
    operations = (migrations.RunSQL(FORGET, migrations.RunSQL.noop),)
