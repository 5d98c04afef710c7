"""Writes one file of an organisation's invoices, and tells as JSON what it took; run as a program.

``python -m bench.export_once SLUG FORMAT DAY`` exports what was issued up to that day.
"""

import json
import os
import resource
import sys
import time
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from organisations.access import SYSTEM, organisation_by_slug  # noqa: E402
from reports.invoice_auditfile import Period  # noqa: E402
from reports.invoice_export import export_invoices  # noqa: E402
from reports.invoice_list import WantedInvoices, wanted_invoices  # noqa: E402

BEGIN = date(2026, 1, 1)


def main() -> None:
    slug, file_format, day = sys.argv[1:]
    end = date.fromisoformat(day)
    organisation = organisation_by_slug(slug)
    assert organisation is not None
    wanted = wanted_invoices(SYSTEM, organisation.pk, WantedInvoices(BEGIN, end), end)
    begun = time.process_time()
    size = sum(map(len, export_invoices(wanted, file_format, organisation, Period(BEGIN, end, end))))
    told = {
        "invoices": wanted.count(),
        "bytes": size,
        "cpu": time.process_time() - begun,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
