"""A line of an invoice keeps the amount that was shown, and a line of a credit note what it credits."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("payments", "0004_payments_refunds_and_stripe_events"),)
    operations = (
        migrations.AddField(
            model_name="invoiceline",
            name="amount",
            field=models.DecimalField(
                decimal_places=2,
                help_text="as the price is kept; empty: the net amount",
                max_digits=11,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="includes_vat",
            field=models.BooleanField(default=False, help_text="whether `amount` is with VAT"),
        ),
        migrations.AddField(
            model_name="invoiceline",
            name="credits",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="credited_by",
                to="payments.invoiceline",
            ),
        ),
    )
