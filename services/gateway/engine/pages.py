"""Declared pages become routes."""

from fastapi import APIRouter

from services.gateway.engine.browsing import list_routes
from services.gateway.engine.listing import List
from services.gateway.engine.record import Record, record_routes

Declared = List | Record


def routes_of(page: Declared) -> APIRouter:
    """The routes of a declared page and its actions."""
    router = APIRouter()
    if isinstance(page, List):
        list_routes(router, page)
    else:
        record_routes(router, page)
    return router
