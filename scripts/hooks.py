"""The only door to MkDocs: its events on one side, our model and pages on the other.

MkDocs builds the default language first and the others inside that build, each with all events;
every hook here can therefore run several times.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.exceptions import PluginError

from scripts import icons, kit, licences, source, validate, webapp
from scripts.embed import Embeds
from scripts.handouts import handouts
from scripts.model import page_path
from scripts.onefile import OneFiles
from scripts.pages import Pages, View
from scripts.search import Finder
from scripts.typeset import Typesetter, UnprintableError
from scripts.words import Words

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage

    from scripts.handouts import Handout
    from scripts.model import Page


CACHE = ".cache/sheets"
"""Where pictures and handouts are kept between builds, below the project's root."""


class Build:
    """What the hooks of one build share."""

    pages: Pages
    embeds: Embeds
    finder: Finder
    files: OneFiles
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
        url = f"{(config.site_url or '/').rstrip('/')}/"
        library = library if build.drafts else library.published()
        overrides = root / "overrides"
        build.pages = Pages(
            library,
            url,
            overrides,
            config.extra.get("contact") or "",
            config.extra.get("edit") or "",
        )
        build.embeds = Embeds(build.pages, overrides)
        build.finder = Finder(build.pages)
        build.files = OneFiles(build.pages, overrides / "berkas", Path(config.docs_dir) / "assets")
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out drafts, what the theme brings and we do not use, and second copies of assets."""
    default = build.pages.library.codes[0] == _locale(config)
    for file in list(files):
        ours = file.src_uri.startswith("assets/") and file.src_dir == config.docs_dir
        if not (_page(file.src_uri) or (ours and default)):
            files.remove(file)
    return files


def on_page_markdown(markdown: str, page: MkDocsPage, **_: object) -> str:
    """Complete a page's Markdown."""
    found = _page(page.file.src_uri)
    return build.pages.body.markdown(found) if found else markdown


def on_page_content(content: str, page: MkDocsPage, config: MkDocsConfig, **_: object) -> str:
    """Complete a page's HTML; a tool's is for its frame and file too."""
    found = _page(page.file.src_uri)
    if not found:
        return content
    build.finder.keep(found, content)
    if found.is_tool:
        build.embeds.keep(found, content)
        address, data = build.files.file(found, content)
        _write(Path(config.site_dir, address), data)
    return build.pages.html(content, found)


def on_page_context(context: dict[str, Any], page: MkDocsPage, **_: object) -> dict[str, Any]:
    """Give the frame what it shows."""
    found = _page(page.file.src_uri)
    return context | {"view": build.pages.view(found)} if found else context


def on_template_context(
    context: dict[str, Any], config: MkDocsConfig, **_: object
) -> dict[str, Any]:
    """Give the pages without a source what they show."""
    bare = build.pages.bare(_locale(config))
    return context | bare | {"sitemap": build.pages.sitemap()}


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep a 404 page for each language: MkDocs would write the last one over the others."""
    locale = _locale(config)
    if template_name != "404.html" or locale == build.pages.library.codes[0]:
        return output_content
    _write(Path(config.site_dir, locale, template_name), output_content.encode())
    return ""


def on_post_build(config: MkDocsConfig) -> None:
    """Draw the pictures for pages that are shared, typeset the handouts, write the rest of the kit."""
    site, locale = Path(config.site_dir), _locale(config)
    typesetter = Typesetter(cache=_root(config) / CACHE)
    for page in build.pages.library.of(locale):
        view = build.pages.view(page)
        _write(site / view.card, typesetter.render("card.typ", card(view), "png"))
    navigation, words = build.pages.navigation, Words(build.pages.library, locale)
    _write(site / navigation.manifest(locale), webapp.manifest(navigation, words).encode())
    if locale == build.pages.library.codes[0]:
        _write_icons(site, typesetter)
        for address, data in licences.files().items():
            _write(site / address, data)
    printed: dict[str, bytes] = {}
    for handout in handouts(build.pages, locale):
        printed[handout.address] = _typeset(handout, typesetter)
    files = (
        *printed.items(),
        *kit.files(build.pages, locale, printed),
        *build.embeds.files(locale),
        *build.finder.files(locale),
    )
    for address, data in files:
        _write(site / address, data)
    _write_redirects(site, locale)


def _write_icons(site: Path, typesetter: Typesetter) -> None:
    """Write the icons that browsers and the app show: the same in every language."""
    for address in icons.SIDES:
        picture = typesetter.render(icons.SHEET, icons.inputs(address), "png")
        _write(site / address, icons.file(address, picture))
    for icon in webapp.ICONS:
        picture = typesetter.render(webapp.SHEET, icon.inputs, "png", webapp.PPI)
        _write(site / icon.address, picture)


def _write_redirects(site: Path, locale: str) -> None:
    """Write what only leads on, and serve moved files at their old addresses too."""
    redirects = build.pages.redirects
    built = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    if problems := list(redirects.unbuilt(locale, built)):
        raise PluginError("\n".join(map(str, problems)))
    for old, new in redirects.copies(locale, built):
        _write(site / old, (site / new).read_bytes())
    for redirect in redirects.of(locale, built):
        html = build.pages.redirect(redirect)
        _write(site / redirect.address / "index.html", html.encode())


def _typeset(handout: Handout, typesetter: Typesetter) -> bytes:
    try:
        return typesetter.render(handout.template, handout.inputs, "pdf", day=handout.day)
    except UnprintableError as sign:
        message = f'{handout.record}: the handout cannot show "{sign}"; use words'
        raise PluginError(message) from sign


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def card(view: View) -> dict[str, str]:
    """Return what the picture for sharing shows."""
    above = view.trail[-1].text if len(view.trail) > 1 else view.words.tagline
    return {
        "site": view.words.site_name,
        "kicker": above,
        "title": view.page.meta.value.title,
        "summary": view.description,
        "lang": view.page.locale,
    }


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").parent


def _locale(config: MkDocsConfig) -> str:
    return str(config.plugins["i18n"].current_language)  # type: ignore[attr-defined] # as above


def _page(src_uri: str) -> Page | None:
    locale, _, rest = src_uri.partition("/")
    pages = build.pages.library.pages
    return pages.get((locale, page_path(rest))) if rest.endswith(".md") else None
