"""What the academy's visitors agree to and are told."""

from demo.world.shape import LegalTextData, Text

TERMS = Text(
    """\
# Algemene voorwaarden

**Aanmelden.** Uw aanmelding is definitief zodra u onze bevestiging ontvangt. Meldt u collega’s aan, dan bent u hun contactpersoon en staat u in voor de gegevens die u doorgeeft.

**Betalen.** U betaalt binnen 30 dagen na de factuurdatum. Wie online betaalt, ontvangt de factuur direct na betaling. Prijzen voor organisaties zijn zonder btw, tenzij het erbij staat.

**Vervangen.** Een collega kan altijd kosteloos in uw plaats komen. Geef de naam door via de link in uw bevestiging.

**Annuleren.** Tot wanneer u kunt annuleren en wat dat kost, staat op de pagina van het evenement en in uw bevestiging. Die regels blijven gelden zoals ze waren toen u zich aanmeldde.

**Bedenktijd.** Neemt u als particulier deel aan een leergang, dan kunt u zich binnen 14 dagen na uw inschrijving zonder kosten bedenken.

**Wijzigingen.** We kunnen het programma aanpassen. Verandert de datum of de plaats, dan kunt u kosteloos annuleren. Gaat een evenement niet door, dan krijgt u uw geld terug.

**Klachten.** Bent u ergens niet tevreden over? Mail hallo@samenkomst.example; u hoort binnen vijf werkdagen van ons.
""",
    """\
# Terms and conditions

**Registering.** Your registration is final as soon as you receive our confirmation. If you register colleagues, you are their contact person and answer for the details you give.

**Paying.** You pay within 30 days of the invoice date. If you pay online, you receive the invoice right after payment. Prices for organisations are without VAT unless stated otherwise.

**Replacing.** A colleague may always come in your place, free of charge. Pass on the name through the link in your confirmation.

**Cancelling.** Until when you may cancel and what that costs is stated on the page of the event and in your confirmation. Those rules remain as they were when you registered.

**Right of withdrawal.** If you take part in a course as a private person, you may withdraw within 14 days of your registration, free of charge.

**Changes.** We may change the programme. If the date or the place changes, you may cancel free of charge. If an event is cancelled, you get your money back.

**Complaints.** Is there something you are not satisfied with? Mail hallo@samenkomst.example; you will hear from us within five working days.
""",
)
PRIVACY = Text(
    """\
# Privacyverklaring

**Wie.** Samenkomst Academie, Oudegracht 112 in Utrecht, is verantwoordelijk voor uw gegevens. Vragen: hallo@samenkomst.example.

**Welke gegevens.** Naam, e-mailadres en wat u verder invult: organisatie, functie, gekozen sessies en factuurgegevens. Heeft een collega u aangemeld, dan hebben we uw gegevens van die collega; in de eerste e-mail staat wie dat is.

**Waarvoor.** Om u te laten deelnemen, u te informeren en de factuur te sturen. De nieuwsbrief sturen we alleen als u daarom vraagt.

**Met wie.** Partners van een evenement zien aantallen. Namen delen we alleen als dat bij de aanmelding staat.

**Hoe lang.** Facturen bewaren we zeven jaar, omdat de wet dat vraagt. Andere gegevens verwijderen we uiterlijk twee jaar na het evenement, telefoonnummers en dieetwensen binnen drie maanden.

**Uw rechten.** U kunt uw gegevens inzien, laten verbeteren en laten verwijderen; mail ons daarvoor. Komt u er met ons niet uit, dan kunt u een klacht indienen bij de toezichthouder.
""",
    """\
# Privacy statement

**Who.** Samenkomst Academie, Oudegracht 112 in Utrecht, is responsible for your data. Questions: hallo@samenkomst.example.

**Which data.** Name, e-mail address and whatever else you enter: organisation, job title, chosen sessions and invoice details. If a colleague registered you, we have your data from that colleague; the first e-mail says who.

**What for.** To let you take part, to inform you and to send the invoice. We send the newsletter only if you ask for it.

**With whom.** Partners of an event see numbers. We share names only where the registration says so.

**How long.** We keep invoices for seven years because the law requires it. Other data are deleted at the latest two years after the event, telephone numbers and dietary wishes within three months.

**Your rights.** You may see your data, have them corrected and have them deleted; send us a mail. If we cannot solve it together, you may complain to the supervisory authority.
""",
)
ACCESSIBILITY = Text(
    """\
# Toegankelijkheidsverklaring

We willen dat iedereen zich kan aanmelden, ook met een schermlezer, met alleen een toetsenbord of met vergrote tekst. De site volgt WCAG 2.2, niveau AA.

Loopt u ergens tegenaan? Mail hallo@samenkomst.example of bel 030 123 45 67. We melden u dan aan en lossen het probleem op.
""",
    """\
# Accessibility statement

We want everyone to be able to register, also with a screen reader, with a keyboard alone or with enlarged text. The site follows WCAG 2.2, level AA.

Do you run into a problem? Mail hallo@samenkomst.example or call 030 123 45 67. We will register you and solve the problem.
""",
)
LEGAL_TEXTS = (
    LegalTextData(kind="terms", text=TERMS),
    LegalTextData(kind="privacy", text=PRIVACY),
    LegalTextData(kind="accessibility", text=ACCESSIBILITY),
)
