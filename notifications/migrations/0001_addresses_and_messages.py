import django.db.models.deletion
from django.db import migrations, models

import lib.references


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="MailAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=254, unique=True)),
                ("bounced_at", models.DateTimeField(blank=True, null=True)),
                ("suppressed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "feed_secret",
                    models.CharField(default=lib.references.new_secret, max_length=64, unique=True),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address", ""), _negated=True),
                            models.Q(("feed_secret", ""), _negated=True),
                        ),
                        name="address_is_there",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("organisation_id", models.BigIntegerField(blank=True, null=True)),
                ("kind", models.CharField(max_length=60)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("about", models.CharField(blank=True, default="", max_length=40)),
                ("language", models.CharField(max_length=15)),
                ("due", models.DateTimeField()),
                ("to_address", models.CharField(max_length=254)),
                ("to_name", models.CharField(blank=True, default="", max_length=200)),
                ("from_address", models.CharField(max_length=254)),
                ("from_name", models.CharField(blank=True, default="", max_length=200)),
                ("reply_to", models.CharField(blank=True, default="", max_length=254)),
                ("message_id", models.CharField(max_length=254, unique=True)),
                ("references", models.TextField(blank=True, default="")),
                ("subject", models.CharField(max_length=250)),
                ("text", models.TextField()),
                ("html", models.TextField()),
                ("calendar_method", models.CharField(blank=True, default="", max_length=10)),
                ("calendar_uid", models.CharField(blank=True, default="", max_length=255)),
                ("calendar", models.TextField(blank=True, default="")),
                ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("perhaps_sent_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("about"),
                        models.F("id"),
                        condition=models.Q(("about", ""), _negated=True),
                        name="message_about",
                    ),
                    models.Index(
                        models.F("id"),
                        condition=models.Q(
                            ("failed_at", None),
                            ("perhaps_sent_at", None),
                            ("sent_at", None),
                            ("superseded_at", None),
                        ),
                        name="message_to_send",
                    ),
                    models.Index(
                        models.F("calendar_uid"),
                        condition=models.Q(
                            models.Q(("calendar_uid", ""), _negated=True),
                            ("failed_at", None),
                            ("handed_over_at", None),
                            ("superseded_at", None),
                        ),
                        name="message_invitation_to_send",
                    ),
                    models.Index(models.F("to_address"), models.F("id"), name="message_to_address"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", ""),
                            ("key", ""),
                            ("to_address", ""),
                            ("from_address", ""),
                            ("subject", ""),
                            ("message_id", ""),
                            ("text", ""),
                            ("html", ""),
                            _connector="OR",
                            _negated=True,
                        ),
                        name="message_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("calendar", ""), ("calendar_method", ""), ("calendar_uid", "")),
                            models.Q(
                                ("calendar_method__in", ["REQUEST", "CANCEL"]),
                                models.Q(("calendar_uid", ""), _negated=True),
                                models.Q(("calendar", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="message_calendar_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("perhaps_sent_at", None), ("sent_at", None)),
                            ("handed_over_at__isnull", False),
                            _connector="OR",
                        ),
                        name="message_sent_was_handed_over",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failed_at", None), ("superseded_at", None)),
                            ("handed_over_at", None),
                            _connector="OR",
                        ),
                        name="message_not_sent_was_not_handed_over",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at", None), ("perhaps_sent_at", None), _connector="OR"),
                            models.Q(("failed_at", None), ("superseded_at", None), _connector="OR"),
                        ),
                        name="message_ends_in_one_way",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("file_name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=100)),
                ("source", models.CharField(max_length=60)),
                ("source_key", models.CharField(max_length=200)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="notifications.message",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(models.F("source"), models.F("source_key"), name="attachment_source")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message", "position"), name="one_attachment_per_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("file_name", ""),
                                ("source", ""),
                                ("source_key", ""),
                                _connector="OR",
                                _negated=True,
                            ),
                            ("media_type__contains", "/"),
                        ),
                        name="attachment_is_whole",
                    ),
                ],
            },
        ),
    ]
