from __future__ import annotations

import pytest

from scripts.policy import merged, page_policies, parsed, strictest, written

META = '<meta http-equiv="Content-Security-Policy" content="{}">'


def test_a_page_says_its_policy() -> None:
    html = META.format("default-src &#39;none&#39;").replace("http-equiv", "HTTP-EQUIV")
    assert page_policies(f"<head><meta name=a content=b>{html}</head>") == ["default-src 'none'"]


@pytest.mark.parametrize(
    "rest",
    [
        "<title>A > B</title>",
        "<script>{'http-equiv': \"x",
        "<meta name='http-equiv' content='a > b'>",
        '<meta http-equiv="refresh" content="0;url=>">',
    ],
)
def test_whatever_follows_a_policy_in_the_head_changes_nothing(rest: str) -> None:
    first, second = META.format("img-src a"), META.format("img-src b").replace('"', "'")
    html = f"<head><meta charset=utf-8>{first}<title>C</title>{second}{rest}"
    assert page_policies(html) == ["img-src a", "img-src b"]
    assert page_policies(f"{html}<body>{first}") == ["img-src a", "img-src b"]


def test_only_what_a_head_says_is_a_policy() -> None:
    assert page_policies(f"<head></head><body class=a>{META.format('img-src a')}</body>") == []


def test_a_site_with_one_policy_has_that() -> None:
    policy = "default-src 'none'; script-src 'self' 'sha256-abc='; base-uri 'none'"
    assert strictest([policy, policy]) == policy


def test_the_order_of_pages_changes_no_policy() -> None:
    policies = ["script-src 'sha256-b'", "script-src 'sha256-a'", "script-src 'self'"]
    assert strictest(policies) == strictest(policies[::-1])
    assert strictest(policies) == "script-src 'self' 'sha256-a' 'sha256-b'"


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ("script-src 'self'", "script-src 'sha256-a'", "script-src 'self' 'sha256-a'"),
        ("script-src 'none'", "script-src 'self'", "script-src 'self'"),
        ("base-uri 'none'", "base-uri 'none'", "base-uri 'none'"),
        ("base-uri 'none'; img-src a", "img-src b", "img-src a b"),
        ("default-src 'none'", "default-src 'none'; img-src a", "default-src 'none'; img-src a"),
        ("default-src b", "default-src 'none'; img-src a", "default-src b; img-src b a"),
        ("form-action 'none'", "form-action 'self'", "form-action 'self'"),
        ("default-src 'none'; sandbox", "default-src 'none'", "default-src 'none'"),
    ],
)
def test_two_policies_allow_what_either_allows(first: str, second: str, both: str) -> None:
    assert written(merged([parsed(first), parsed(second)])) == both


def test_the_first_of_two_directives_counts() -> None:
    assert parsed("IMG-SRC a;; img-src b; sandbox") == {"img-src": ("a",), "sandbox": ()}
