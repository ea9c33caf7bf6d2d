"""What a browser complains about while it shows a page; plotly's own map style is the one violation there is."""

VIOLATION = "Applying inline style violates"
REFUSED = ("/case-grades/?force=nowhere", "/nothing/")
CHART = ".chart[data-figure]"


class Console:
    """Listens to a page from now on: errors of the console, of scripts and of requests, one text each."""

    def __init__(self, page):
        self.page = page
        self.heard = []
        page.on("console", lambda message: self.heard.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.on("requestfailed", lambda request: self.heard.append(f"failed: {request.url}"))

    def visit(self, site, address):
        """Open a page anew and wait for its charts; True where it has any."""
        self.heard.clear()
        self.page.goto(site + address)
        has_charts = self.page.locator(CHART).count() > 0
        if has_charts:
            self.page.wait_for_selector(".chart .main-svg")
        return has_charts

    def complaints(self, address, has_charts):
        """What was heard since the visit and should not have been, as a list of texts."""
        violations = [text for text in self.heard if VIOLATION in text]
        others = [text for text in self.heard if VIOLATION not in text]
        if address in REFUSED:
            others = [text for text in others if "Failed to load resource" not in text]
        if others or len(violations) != has_charts:
            return [f"{address}: {others} and {len(violations)} violations"]
        return []
