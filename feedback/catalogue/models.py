"""Tables of the catalogue. Codes are text (leading zeros) and never change their meaning."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.kernel.db import Base, UtcDateTime


class Region(Base):
    """A planning region."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_lv: Mapped[str]
    name_en: Mapped[str]
    name_ru: Mapped[str]
    short_lv: Mapped[str]
    nuts3: Mapped[str]
    valid_from: Mapped[date]


class Municipality(Base):
    """A state city or municipality; a closed one names the municipality that took it over."""

    __tablename__ = "municipality"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_lv: Mapped[str]
    name_en: Mapped[str]
    name_ru: Mapped[str]
    kind: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    population: Mapped[int | None]
    population_quality: Mapped[str]
    grid_x: Mapped[int | None]
    grid_y: Mapped[int | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    replaced_by: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"))


class Retirable:
    """A row that people edit: it is retired or merged, never deleted."""

    retired_on: Mapped[date | None]
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Library(Retirable, Base):
    """A public library; suggestions keep the code that was valid on their day."""

    __tablename__ = "library"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_lv: Mapped[str]
    kind: Mapped[str]
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)
    place_lv: Mapped[str]
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("library.code"))


class Institution(Base):
    """Who answers for an e-service; ``aliases`` are what residents call it, split by ";"."""

    __tablename__ = "institution"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_lv: Mapped[str]
    name_en: Mapped[str]
    aliases: Mapped[str] = mapped_column(Text)


class Service(Retirable, Base):
    """An e-service or a function of the portal; ``keywords`` are split by ";"."""

    __tablename__ = "service"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_lv: Mapped[str]
    name_en: Mapped[str]
    name_ru: Mapped[str]
    institution_code: Mapped[str] = mapped_column(ForeignKey("institution.code"), index=True)
    life_area: Mapped[str]
    keywords: Mapped[str] = mapped_column(Text)
    portal_ref: Mapped[str]
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("service.code"))


class Topic(Base):
    """One of the fixed topics of a suggestion; ``keywords`` are split by ";"."""

    __tablename__ = "topic"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_lv: Mapped[str]
    name_en: Mapped[str]
    name_ru: Mapped[str]
    keywords: Mapped[str] = mapped_column(Text)


class CatalogueVersion(Base):
    """One row: how often the catalogue changed, so that processes know when to read it again."""

    __tablename__ = "catalogue_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
