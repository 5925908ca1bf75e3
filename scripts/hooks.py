"""The only door to MkDocs: its events on one side, our model and pages on the other.

MkDocs builds the default language first and the others inside that build, each with all events;
every hook here can therefore run several times.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.exceptions import PluginError

from scripts import source, validate
from scripts.maker import Maker
from scripts.model import page_path
from scripts.problem import Problem
from scripts.templates import url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage

    from scripts.model import Page


class Build:
    """What the hooks of one build share."""

    maker: Maker
    contents: dict[str, str]
    listed: dict[str, bytes]
    drafts = False


build = Build()


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
    """Show drafts in the preview only."""
    build.drafts = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and validate what editors wrote, once for all languages."""
    if not config.plugins["i18n"].building:  # type: ignore[attr-defined] # the plugin's own flag
        root = _root(config)
        library, problems = source.load(root)
        problems = sorted([*problems, *validate.validate(library)])
        if problems:
            raise PluginError("\n".join(map(str, problems)))
        site_url = f"{(config.site_url or '/').rstrip('/')}/"
        library = library if build.drafts else library.published()
        settings = (str(config.extra.get(name) or "") for name in ("contact", "edit"))
        build.maker = Maker(library, site_url, root, *settings)
        build.contents, build.listed = {}, {}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out drafts, what the theme brings and we do not use, and second copies of assets."""
    default = build.maker.library.codes[0] == _locale(config)
    for file in list(files):
        ours = file.src_uri.startswith("assets/") and file.src_dir == config.docs_dir
        if not (_page(file.src_uri) or (ours and default)):
            files.remove(file)
    return files


def on_env(env: Environment, **_: object) -> Environment:
    """Write addresses as our own renderer does."""
    env.filters["url"] = url
    return env


def on_page_markdown(markdown: str, page: MkDocsPage, **_: object) -> str:
    """Complete a page's Markdown."""
    found = _page(page.file.src_uri)
    return build.maker.pages.body.markdown(found) if found else markdown


def on_page_content(content: str, page: MkDocsPage, **_: object) -> str:
    """Complete a page's HTML; a tool's is for its frame and file too."""
    found = _page(page.file.src_uri)
    if not found:
        return content
    content = build.contents[found.file] = build.maker.pages.body.filled(content, found)
    build.listed |= build.maker.finder.keep(found, content)
    return build.maker.pages.html(content, found)


def on_page_context(context: dict[str, Any], page: MkDocsPage, **_: object) -> dict[str, Any]:
    """Give the frame what it shows."""
    found = _page(page.file.src_uri)
    return context | {"view": build.maker.pages.view(found)} if found else context


def on_template_context(
    context: dict[str, Any], config: MkDocsConfig, **_: object
) -> dict[str, Any]:
    """Give the pages without a source what they show."""
    bare = build.maker.pages.bare(_locale(config))
    return context | bare | {"sitemap": build.maker.pages.sitemap()}


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep a 404 page for each language: MkDocs would write the last one over the others."""
    locale = _locale(config)
    if template_name != "404.html" or locale == build.maker.library.codes[0]:
        return output_content
    _write(Path(config.site_dir, locale, template_name), output_content.encode())
    return ""


def on_post_build(config: MkDocsConfig) -> None:
    """Write all that is no page of its own: pictures, handouts, the kit, what only leads on."""
    site, locale, maker = Path(config.site_dir), _locale(config), build.maker
    for page in maker.library.of(locale):
        _write_all(site, maker.pictures(page))
        _write_all(site, maker.beside(page, build.contents[page.file]))
    _write_all(site, maker.posters(locale))
    printed = {address: (site / address).read_bytes() for address in maker.handouts(locale)}
    _write_all(site, maker.of_language(locale, printed))
    _write_all(site, maker.finder.files(locale))
    _write_all(site, build.listed.items())
    if locale == maker.library.codes[0]:
        _write_all(site, maker.once())
    _write_moved(site, locale)


def _write_moved(site: Path, locale: str) -> None:
    """Write what only leads on, and serve moved files at their old addresses too."""
    redirects = build.maker.pages.redirects
    built = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    _stop_on(redirects.unbuilt(locale, built))
    for old, new in redirects.copies(locale, built):
        _write(site / old, (site / new).read_bytes())
    _write_all(site, build.maker.moved(locale, built))


def _stop_on(problems: Iterable[Problem]) -> None:
    if said := "\n".join(map(str, problems)):
        raise PluginError(said)


def _write_all(site: Path, files: Iterable[tuple[str, bytes | Problem]]) -> None:
    for address, data in files:
        if isinstance(data, Problem):
            raise PluginError(str(data))
        _write(site / address, data)


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").parent


def _locale(config: MkDocsConfig) -> str:
    return str(config.plugins["i18n"].current_language)  # type: ignore[attr-defined] # as above


def _page(src_uri: str) -> Page | None:
    locale, _, rest = src_uri.partition("/")
    pages = build.maker.library.pages
    return pages.get((locale, page_path(rest))) if rest.endswith(".md") else None
