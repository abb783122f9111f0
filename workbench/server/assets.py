"""The pane's own files, under an address that changes with their contents, and the typeface."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

_KINDS = {".js": "text/javascript", ".css": "text/css"}


def route(folder: Path, version: str) -> Route:
    """Serve the modules and styles of a folder under `/assets/VERSION/`."""
    served = {
        path.name: path
        for path in folder.iterdir()
        if path.suffix in _KINDS and path.is_file() and ".test." not in path.name
    }

    async def give(request: Request) -> Response:
        path = served.get(request.path_params["name"])
        if path is None or request.path_params["version"] != version:
            return PlainTextResponse("There is nothing at that address.", status_code=404)
        return FileResponse(
            path,
            media_type=_KINDS[path.suffix],
            headers={"cache-control": "public, max-age=31536000, immutable"},
        )

    return Route("/assets/{version}/{name}", give, methods=["GET"])


def typeface(path: Path) -> Route:
    """Serve the typeface of the pages to those that come before anybody is signed in."""

    async def give(request: Request) -> Response:
        return FileResponse(
            path, media_type="font/woff2", headers={"cache-control": "public, max-age=86400"}
        )

    return Route("/assets/letters/source-sans.woff2", give, methods=["GET"])
