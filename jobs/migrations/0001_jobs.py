from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("subject", models.CharField(max_length=200)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("due", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("lease_token", models.UUIDField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("due"),
                        models.F("id"),
                        condition=models.Q(("failed_at", None), ("finished_at", None)),
                        name="job_to_do",
                    ),
                    models.Index(
                        models.F("failed_at"),
                        condition=models.Q(("failed_at__isnull", False)),
                        name="job_failed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("key", ""), _negated=True)
                        ),
                        name="job_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lease_token", None), ("lease_until", None)),
                            models.Q(("lease_token__isnull", False), ("lease_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="job_lease_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("finished_at", None), ("failed_at", None), _connector="OR"),
                        name="job_ends_in_one_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failed_at", None), ("finished_at", None)),
                            ("lease_token", None),
                            _connector="OR",
                        ),
                        name="job_that_ended_has_no_lease",
                    ),
                ],
            },
        ),
    ]
