"""Routes that exist in the demo and the tests only. They ask no CSRF token."""

from django.urls import path

from demo.views import clock, mailbox

urlpatterns = [
    path("clock/", clock.clock_view, name="demo_clock"),
    path("mailbox/", mailbox.mailbox, name="demo_mailbox"),
    path("mailbox/<int:mail_id>.eml", mailbox.raw, name="demo_mail_raw"),
    path("mailbox/<int:mail_id>/", mailbox.mail, name="demo_mail"),
    path("mailbox/<int:mail_id>/letter.html", mailbox.letter_html, name="demo_mail_html"),
    path("mailbox/<int:mail_id>/<int:number>/", mailbox.attachment, name="demo_mail_attachment"),
]
