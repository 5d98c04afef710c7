"""An issued invoice and its documents refuse UPDATE, and DELETE within the retention term.

Seven years (art. 52 lid 4 AWR) from the end of the year of issue.
"""

from django.db import migrations

TABLES = (
    "payments_invoice",
    "payments_invoiceline",
    "payments_invoicevat",
    "payments_invoicedline",
    "payments_invoicedocument",
)

FORWARD = """
CREATE FUNCTION payments_issued_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  issued date;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF TG_TABLE_NAME = 'payments_invoice' THEN
      issued := OLD.issue_date;
    ELSIF TG_TABLE_NAME = 'payments_invoicedline' THEN
      SELECT i.issue_date INTO issued FROM payments_invoice i
        JOIN payments_invoiceline l ON l.invoice_id = i.id WHERE l.id = OLD.invoice_line_id;
    ELSE
      SELECT i.issue_date INTO issued FROM payments_invoice i WHERE i.id = OLD.invoice_id;
    END IF;
    IF make_date(extract(year FROM issued)::int + 8, 1, 1) <= current_date THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'an issued invoice never changes' USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
TRIGGER = """
CREATE TRIGGER issued_is_frozen BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION payments_issued_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = (("payments", "0002_invoices_have_buyers"),)
    operations = (
        migrations.RunSQL(
            FORWARD + "".join(TRIGGER.format(table=table) for table in TABLES),
            "".join(f"DROP TRIGGER issued_is_frozen ON {table};" for table in TABLES)
            + "DROP FUNCTION payments_issued_is_frozen();",
        ),
    )
