/* Draws the charts: every .chart[data-figure] names a JSON script (Django's json_script) holding {data, layout}.

   Figures carry no colours of their own but names such as "var(--tone-good)"; they are looked up here, so that one
   figure serves the light and the dark scheme and paper. The file is static and evaluates nothing: the CSP stays strict. */
(function () {
  "use strict";

  const CONFIG = {
    responsive: true,
    displaylogo: false,
    showSendToCloud: false, // plotly would otherwise offer to upload the data
    plotlyServerURL: "",
    modeBarButtonsToRemove: ["sendDataToCloud", "sendChartToCloud", "lasso2d", "select2d"],
  };
  const PRINT_WIDTH = 640; // pixels between the margins of an A4 page

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const forced = window.matchMedia("(forced-colors: active)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const charts = [];

  /* Looks custom properties up on an element and remembers them for one pass over a figure. */
  function palette(element) {
    const style = getComputedStyle(element);
    const known = new Map();
    return function (name) {
      if (!known.has(name)) known.set(name, style.getPropertyValue(name).trim());
      return known.get(name);
    };
  }

  /* A copy of the figure with every "var(--name)" or "var(--name, other)" replaced by its value. */
  function resolved(value, look) {
    if (typeof value === "string" && value.startsWith("var(--")) {
      const parts = value.slice(4, -1).split(",");
      return look(parts[0].trim()) || parts.slice(1).join(",").trim() || value;
    }
    if (Array.isArray(value)) return value.map((item) => resolved(item, look));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, look)]));
    }
    return value;
  }

  /* The house style, in place of plotly's own template. Whatever a figure says itself goes before it. */
  function template(look) {
    const axis = {
      automargin: true, gridcolor: look("--rule"), linecolor: look("--edge-strong"), zerolinecolor: look("--edge-strong"),
      tickcolor: look("--edge-strong"), ticklabelstandoff: 4, title: { standoff: 12, font: { size: 14 } },
    };
    return {
      layout: {
        font: { family: look("--font"), size: 14, color: look("--ink") },
        paper_bgcolor: look("--paper"), plot_bgcolor: look("--paper"),
        colorway: ["--series-1", "--series-2", "--series-3", "--series-4"].map(look),
        colorscale: { sequential: [[0, look("--wash")], [0.25, look("--heat-1")], [0.5, look("--heat-2")], [0.75, look("--heat-3")], [1, look("--heat-4")]] },
        hoverlabel: { bgcolor: look("--ink"), bordercolor: look("--ink"), font: { family: look("--font"), size: 14, color: look("--paper") } },
        legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", traceorder: "normal" },
        margin: { l: 8, r: 8, t: 48, b: 48 },
        modebar: { bgcolor: "rgba(0,0,0,0)", color: look("--muted"), activecolor: look("--accent") },
        xaxis: axis, yaxis: axis, bargap: 0.35,
      },
    };
  }

  function draw(chart, look, width) {
    const figure = resolved(chart.figure, look);
    const layout = Object.assign({ template: template(look) }, figure.layout);
    if (calm.matches) layout.transition = { duration: 0 };
    if (!layout.width) layout.autosize = true; // and back to the page's width after printing
    if (width) Object.assign(layout, { width, height: chart.plot.clientHeight || undefined, autosize: false });
    const how = chart.plot.classList.contains("js-plotly-plot") ? window.Plotly.react : window.Plotly.newPlot;
    return how(chart.plot, figure.data, layout, CONFIG);
  }

  function redraw(look, width) {
    charts.forEach((chart) => draw(chart, look, width));
  }

  function asSeen() {
    redraw(palette(document.documentElement));
  }

  /* Paper and files are always light, whatever the screen: .scheme-light carries the light values. */
  function inLight(use) {
    const probe = document.createElement("div");
    probe.className = "scheme-light";
    probe.hidden = true;
    document.body.append(probe);
    const made = use(palette(probe));
    probe.remove();
    return made;
  }

  function asPrinted() {
    inLight((look) => redraw(look, PRINT_WIDTH));
  }

  /* For pictures.js: a figure with light colours and the house style in it, in place of names. */
  window.chartForPaper = function (figure) {
    return inLight((look) => {
      const found = resolved(figure, look);
      return { data: found.data, layout: { template: template(look), ...found.layout } };
    });
  };

  function failed(element, plot) {
    const sentence = document.createElement("p");
    sentence.className = "chart__failed";
    sentence.textContent = "The chart could not be drawn. The same numbers are in the table below.";
    plot.remove();
    element.prepend(sentence);
  }

  function start() {
    document.querySelectorAll(".chart[data-figure]").forEach((element) => {
      const plot = element.querySelector(".chart__plot");
      const source = document.getElementById(element.dataset.figure);
      if (!plot) return;
      try {
        const chart = { plot, figure: JSON.parse(source.textContent) };
        element.classList.toggle("chart--own-height", Boolean(chart.figure.layout && chart.figure.layout.height));
        draw(chart, palette(document.documentElement)); // throws where plotly did not arrive
        charts.push(chart);
      } catch (error) {
        failed(element, plot);
        console.error("chart", element.dataset.figure, error);
      }
    });
    if (!charts.length) return;
    dark.addEventListener("change", asSeen);
    forced.addEventListener("change", asSeen);
    window.addEventListener("beforeprint", asPrinted);
    window.addEventListener("afterprint", asSeen);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
