"""A careers site: vacancies come from Homerun, applications go there."""

from careers_site.app import create_app

__all__ = ["create_app"]
