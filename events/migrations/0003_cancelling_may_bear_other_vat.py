"""The costs of cancelling may bear another VAT than what was sold."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = (("events", "0002_events_have_organisations"),)
    operations = (
        migrations.AddField(
            model_name="cancellationstep",
            name="vat_category",
            field=models.CharField(
                blank=True, default="", help_text="empty: that of what was sold", max_length=2
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="cancellationstep",
            name="vat_percent",
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True),
        ),
        migrations.AddConstraint(
            model_name="cancellationstep",
            constraint=models.CheckConstraint(
                condition=Q(vat_category="", vat_percent__isnull=True)
                | Q(vat_category="S", vat_percent__gt=0, vat_percent__lte=100)
                | Q(vat_category__in=["E", "AE", "Z", "O"], vat_percent=0),
                name="cancellation_step_vat",
            ),
        ),
    )
