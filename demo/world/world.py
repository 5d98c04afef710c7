"""The whole demo world for one day."""

from datetime import date

from demo.world import congress_sign_ups, kracht_speakers, last_year, other_sign_ups, other_speakers
from demo.world.adaptief_samenwerken import adaptief_samenwerken, adaptief_samenwerken_second
from demo.world.adaptief_samenwerken import series as adaptief_series
from demo.world.dag_van_de_kinderopvang import dag_van_de_kinderopvang
from demo.world.kennismakingsmiddag import kennismakingsmiddag
from demo.world.kracht_van_netwerken import kracht_van_netwerken
from demo.world.legal_texts import LEGAL_TEXTS
from demo.world.organisations import organisations, users
from demo.world.regie_op_gebiedsontwikkeling import regie_op_gebiedsontwikkeling
from demo.world.ruimte_voor_de_wijk import ruimte_voor_de_wijk
from demo.world.shape import EventData, SignUpData, World
from demo.world.venues import venues


def world(today: date) -> World:
    """Return everything that stands in a demo that starts on ``today`` (a day in Amsterdam).

    Sign-ups come in the order in which they were made, so that invoice numbers follow the dates.
    """
    past = (
        last_year.last_years_congress(today),
        last_year.last_years_leergang(today),
        last_year.last_years_branchedag(today),
    )
    to_come: tuple[EventData, ...] = (
        kracht_van_netwerken(today),
        ruimte_voor_de_wijk(today),
        kennismakingsmiddag(today),
        adaptief_samenwerken(today),
        adaptief_samenwerken_second(today),
        regie_op_gebiedsontwikkeling(today),
        dag_van_de_kinderopvang(today),
    )
    return World(
        today=today,
        organisations=organisations(today),
        legal_texts=LEGAL_TEXTS,
        users=users(),
        venues=venues(),
        speakers=(*kracht_speakers.SPEAKERS, *other_speakers.SPEAKERS),
        series=(adaptief_series(), *last_year.series(today)),
        events=(*to_come, *past),
        sign_ups=_sign_ups(today, past),
    )


def _sign_ups(today: date, past: tuple[EventData, ...]) -> tuple[SignUpData, ...]:
    made = [
        *(sign_up for event in past for sign_up in other_sign_ups.before(today, event)),
        *other_sign_ups.regie(today),
        *congress_sign_ups.kracht(today),
        *congress_sign_ups.ruimte(today),
        *congress_sign_ups.kennismaking(today),
        *other_sign_ups.adaptief(today),
        *other_sign_ups.kinderopvang(today),
    ]
    return tuple(sorted(made, key=lambda s: (-s.days_before_today, s.hour, s.event, s.number)))
