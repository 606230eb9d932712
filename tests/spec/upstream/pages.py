"""Pages of API references, in the forms that Redoc and other tools produce."""

import json

DOCUMENT = {
    "openapi": "3.0.0",
    "info": {
        "title": "Café; {}",
        "version": "2.0.0",
        "description": "Use `</script>`, <!-- and } or {; don't.\nSecond.",
    },
    "paths": {"/ping": {"get": {"operationId": "ping", "responses": {"200": {"description": '"Pong"; // fine'}}}}},
}
SHELL = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Homerun API &amp; more</title>
<script src="https://cdn.example/redoc.standalone.js"></script></head>
<body><div id="redoc"><p>Prerendered { text }; var x = "y</p></div>
%s
</body></html>
"""


def page(body):
    return SHELL % body


def as_redoc(value):
    """JSON in a script, escaped as by Redoc."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("</script", "<\\/script").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def escaped(value):
    """JSON in a script, with all characters escaped that mean something in HTML."""
    return json.dumps(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def state_of(document):
    return {"menu": {"activeItemIdx": -1}, "spec": {"data": document}, "searchIndex": {}, "options": {"a": "};"}}


def redoc(document, write=as_redoc):
    """The page that Redoc's command makes."""
    return page(
        f"<script>\n      const __redoc_state = {write(state_of(document))};\n\n"
        "      var container = document.getElementById('redoc');\n"
        "      Redoc.hydrate(__redoc_state, container);\n\n      </script>"
    )


def script(code):
    """A page with one script, in which STATE is Redoc's state and DOC the document."""

    def embed(document):
        filled = code.replace("STATE", as_redoc(state_of(document))).replace("DOC", as_redoc(document))
        return page(f"<script>{filled}</script>")

    return embed


def assigned_after(code):
    """A page with one script, which assigns the state after other code."""
    return script(f"{code} const __redoc_state = STATE;")


def around(markup, value=lambda document: document):
    """A page with markup in which JSON stands for the document, or what is made of it."""
    return lambda document: page(markup.replace("JSON_HERE", escaped(value(document))))


def before_redoc(markup):
    """Redoc's page with something before it."""
    return lambda document: page(markup) + redoc(document)


def in_string(document):
    """A string of JSON within JavaScript, in single quotes."""
    text = json.dumps(state_of(document)).replace("\\", "\\\\").replace("'", "\\'").replace("<", "\\x3c")
    return page(f"<script>window.__redoc_state = JSON.parse('{text}');</script>")


def in_two_strings(document):
    """A string of JSON within JavaScript, in double quotes."""
    return page(f"<script>Redoc.init(JSON.parse({json.dumps(escaped(document))}))</script>")


EMBEDDINGS = {
    "Redoc": redoc,
    "Redoc, escaped": lambda document: redoc(document, escaped),
    "Redocly": around("<script>const __redoc_state = JSON_HERE;</script>", lambda it: {"definition": {"data": it}}),
    "window": script("window.__redoc_state = STATE;"),
    "window, as a key": script("window['__redoc_state']=STATE"),
    "var": script("var a = 1, __redoc_state=STATE;"),
    "declared before": script("let __redoc_state; __redoc_state = STATE;"),
    "comments within": script('const __redoc_state /* = {} */ = // {\n /* the state: {"openapi": 1} */ STATE;'),
    "one in a comment before": assigned_after('// const __redoc_state = {"openapi": "0"};\n'),
    "one in another comment before": assigned_after('/* const __redoc_state = {"openapi": "0"}; */'),
    "one in a string before": assigned_after("""const s = '__redoc_state = {"openapi": "0"}';"""),
    "regular expressions before": assigned_after(r"""a(/["'`/*]/g, ''); c = 4 / 2 / 1; if (/\/"/.test(a)) {}"""),
    "a quote in a regular expression before": assigned_after("""a = b.split(/"/);"""),
    "a division before": assigned_after("""c = a / 2; d = "/";"""),
    "a division of an object before": assigned_after("""f({"a": 1} / 2, "/");"""),
    "objects before": assigned_after("""f({"a": 1}); const o = {b: {"c": 2}, d: [{"e": '}'}]};"""),
    "templates before": assigned_after("""const t = `{"f": ${1}}'`;"""),
    "in a string": in_string,
    "several scripts": before_redoc("<script>var x = {a: 1};</script><script>gtag({'b': 2})</script>"),
    "one in a comment of HTML": before_redoc('<!-- <script>const __redoc_state = {"openapi": "0"};</script> -->'),
    "JSON script": around('<script type="application/json" id="spec">JSON_HERE</script>'),
    "JSON script, charset": around('<script type="application/json; charset=utf-8">\nJSON_HERE\n</script>', state_of),
    "Redoc.init": script("Redoc.init(DOC, {scrollYOffset: 50}, document.getElementById('redoc'))"),
    "Redoc.init of a variable": script("const spec = DOC;\nRedoc.init(spec, {}, document.body)"),
    "Redoc.init of a string": in_two_strings,
    "Swagger UI, spec": script('window.onload = () => { window.ui = SwaggerUIBundle({spec: DOC, dom_id: "#ui"}) }'),
    "Swagger UI, Express": around("<script>var options = JSON_HERE;</script>", lambda it: {"swaggerDoc": it}),
    "Scalar, JSON script": around('<script id="api-reference" type="application/json">JSON_HERE</script>'),
    "Scalar, content": script("Scalar.createApiReference('#app', {content: DOC})"),
    "Stoplight, property": script("document.getElementById('docs').apiDescriptionDocument = DOC;"),
    "an unfinished page": lambda document: redoc(document).partition("var container")[0],
}

LINKS = {
    "redoc tag": '<redoc spec-url="LINK" hide-loading></redoc>',
    "redoc tag, single quotes": "<redoc  hide-loading   SPEC-URL='LINK'></redoc>",
    "Redoc.init": "<script>Redoc.init('LINK', {a: 1}, document.body)</script>",
    "Redoc.init of a variable": '<script>const specUrl = "LINK"; Redoc.init(specUrl);</script>',
    "Redoc's state": '<script>const __redoc_state = {"spec": {"url": "LINK", "data": null}};</script>',
    "Swagger UI": "<script>const ui = SwaggerUIBundle({ // {\n url: 'LINK', dom_id: '#ui', presets: [] })</script>",
    "Swagger UI, JSON": '<script>SwaggerUIBundle({"url": "LINK"})</script>',
    "Swagger UI, several": '<script>SwaggerUIBundle({urls: [{url: "LINK"}, {url: "/other"}]})</script>',
    "RapiDoc": '<rapi-doc spec-url="LINK"></rapi-doc>',
    "a link": '<p><a href="/about">About</a> <a href="LINK" download>Download</a></p>',
    "a link of the head": '<link rel="service-desc" href="LINK">',
}
