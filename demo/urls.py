"""Routes that exist in the demo and the tests only. They ask no CSRF token."""

from django.urls import path

from demo.views import clock, mailbox, stripe_acts, stripe_checkout, stripe_overview

urlpatterns = [
    path("clock/", clock.clock_view, name="demo_clock"),
    path("mailbox/", mailbox.mailbox, name="demo_mailbox"),
    path("mailbox/<int:mail_id>.eml", mailbox.raw, name="demo_mail_raw"),
    path("mailbox/<int:mail_id>/", mailbox.mail, name="demo_mail"),
    path("mailbox/<int:mail_id>/letter.html", mailbox.letter_html, name="demo_mail_html"),
    path("mailbox/<int:mail_id>/<int:number>/", mailbox.attachment, name="demo_mail_attachment"),
    path("stripe/", stripe_overview.overview, name="demo_stripe"),
    path("stripe/state.json", stripe_overview.state, name="demo_stripe_state"),
    path("stripe/checkout/<str:session_id>/", stripe_checkout.checkout, name="demo_stripe_checkout"),
    path("stripe/checkout/<str:session_id>/settle", stripe_acts.settle, name="demo_stripe_settle"),
    path("stripe/refunds/<str:refund_id>/", stripe_acts.refund, name="demo_stripe_refund"),
    path("stripe/events/<str:event_id>/deliver", stripe_acts.deliver, name="demo_stripe_deliver"),
    path(
        "stripe/payments/<str:intent_id>/refund",
        stripe_acts.refund_in_dashboard,
        name="demo_stripe_refund_in_dashboard",
    ),
    path("stripe/payments/<str:intent_id>/dispute", stripe_acts.dispute, name="demo_stripe_dispute"),
    path("stripe/disputes/<str:dispute_id>/", stripe_acts.close_dispute, name="demo_stripe_close_dispute"),
]
