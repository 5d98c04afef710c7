"""Invoices, what belongs to them, and their files refuse TRUNCATE (art. 52 lid 4 AWR)."""

from django.db import migrations

TABLES = (
    "payments_invoice",
    "payments_invoiceline",
    "payments_invoicevat",
    "payments_invoicedline",
    "payments_invoicedocument",
)
FORWARD = """
CREATE TRIGGER is_never_emptied BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION samenkomst_refuse_truncate();
"""


class Migration(migrations.Migration):
    dependencies = (
        ("payments", "0005_credit_lines_say_what_they_credit"),
        ("organisations", "0004_trail_is_not_emptied"),
    )
    operations = (
        migrations.RunSQL(
            "".join(FORWARD.format(table=table) for table in TABLES),
            "".join(f"DROP TRIGGER is_never_emptied ON {table};" for table in TABLES),
        ),
    )
