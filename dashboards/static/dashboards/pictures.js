/* Buttons that save a chart as SVG or PNG, with its title, base and source inside the picture: whoever passes the file on
   passes them on too. Always in light colours. Plotly's charts come from charts.js, unit charts are drawn here square by
   square. Without this file the numbers can still be downloaded. */
(function () {
  "use strict";

  const WIDTH = 900;
  const EDGE = 24;
  const FONT = "Arial, Helvetica, sans-serif";
  const SCALE = 2; // pixels of the PNG for one of the SVG

  function escaped(text) {
    const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
    return text.replace(/[&<>"]/g, (sign) => signs[sign]);
  }

  function words(element) {
    return element ? element.textContent.replace(/\s+/g, " ").trim() : "";
  }

  /* The text in lines that fit between the edges at this size. */
  function lines(text, size, weight, width = WIDTH - 2 * EDGE) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${weight} ${size}px ${FONT}`;
    const made = [];
    text.split(" ").forEach((word) => {
      const longer = made.length ? `${made[made.length - 1]} ${word}` : word;
      if (made.length && pen.measureText(longer).width <= width) made[made.length - 1] = longer;
      else made.push(word);
    });
    return made;
  }

  /* A block of text as SVG from y on: {svg, height}. */
  function block(text, y, size, { weight = 400, colour, x = EDGE, width } = {}) {
    const step = Math.round(size * 1.35);
    const found = text ? lines(text, size, weight, width) : [];
    const svg = found
      .map((line, row) => `<text x="${x}" y="${y + size + row * step}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escaped(line)}</text>`)
      .join("");
    return { svg, height: found.length * step };
  }

  /* The light colours of the stylesheet, whatever the scheme. */
  function light(use) {
    const probe = document.createElement("div");
    probe.className = "scheme-light";
    probe.hidden = true;
    document.body.append(probe);
    const style = getComputedStyle(probe);
    const made = use((name) => style.getPropertyValue(name).trim());
    probe.remove();
    return made;
  }

  function unitSquare(x, y, tone, look) {
    const edge = look(`--tone-${tone}-edge`);
    const hatch = tone === "weak" ? `M${x} ${y + 8}l8 -8M${x} ${y + 16}l16 -16M${x + 8} ${y + 16}l8 -8` : tone === "fair" ? `M${x} ${y + 5}h16M${x} ${y + 11}h16` : "";
    return `<rect x="${x}" y="${y}" width="16" height="16" fill="${look(`--tone-${tone}`)}" stroke="${edge}" stroke-width="1.5"/>` +
      (hatch ? `<path d="${hatch}" stroke="${edge}" fill="none"/>` : "");
  }

  /* Unit charts below each other: a row a grade, squares in fives. */
  function unitCharts(panel, y, look) {
    const ink = { colour: look("--ink") };
    let svg = "", height = 0;
    panel.querySelectorAll(".panel__figure > div").forEach((chart) => {
      const title = block(words(chart.querySelector("p")), y + height, 15, { ...ink, weight: 700 });
      svg += title.svg;
      height += title.height + 8;
      chart.querySelectorAll(".units__row").forEach((row) => {
        const label = words(row.querySelector("dt")), count = words(row.querySelector(".units__count"));
        svg += block(label, y + height, 14, { ...ink, width: 180 }).svg + block(count, y + height, 14, { ...ink, x: EDGE + 190, width: 90 }).svg;
        const units = [...row.querySelectorAll(".unit")];
        const perLine = 25;
        units.forEach((unit, place) => {
          const tone = [...unit.classList].find((name) => name.startsWith("unit--")).slice(6);
          const column = place % perLine;
          svg += unitSquare(EDGE + 290 + column * 20 + Math.floor(column / 5) * 8, y + height + Math.floor(place / perLine) * 22, tone, look);
        });
        height += Math.max(1, Math.ceil(units.length / perLine)) * 22 + 8;
      });
      height += 12;
    });
    return { svg, height };
  }

  async function plotlyChart(panel, y) {
    const figure = JSON.parse(document.getElementById(panel.querySelector(".chart").dataset.figure).textContent);
    const paper = window.chartForPaper(figure);
    const height = figure.layout.height || 420;
    const layout = { ...paper.layout, width: WIDTH, height, autosize: false };
    const inner = await window.Plotly.toImage({ data: paper.data, layout, config: { staticPlot: true } }, { format: "svg", width: WIDTH, height, imageDataOnly: true });
    return { svg: inner.replace(/^<svg /, `<svg x="0" y="${y}" `), height };
  }

  async function picture(panel) {
    const look = (name) => light((found) => found(name));
    const ink = look("--ink"), muted = look("--muted");
    let y = EDGE, svg = "";
    function add(part, gap) { svg += part.svg; y += part.height + gap; }
    add(block(words(panel.querySelector("h2, h3, h4")), y, 22, { weight: 700, colour: ink }), 6);
    add(block(words(panel.querySelector(".panel__reading")), y, 15, { colour: ink }), 14);
    add(panel.querySelector(".chart[data-figure]") ? await plotlyChart(panel, y) : unitCharts(panel, y, look), 8);
    add(block(words(panel.querySelector("[data-base]")), y, 13, { colour: muted }), 4);
    add(block(words(panel.querySelector("[data-source]")), y, 13, { colour: muted }), 4);
    add(block(`Child Protection Inspection Findings, ${location.href.split("#")[0]}#${panel.id}`, y, 13, { colour: muted }), EDGE);
    const height = Math.ceil(y);
    return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONT}">` +
      `<rect width="100%" height="100%" fill="#fff"/>${svg}</svg>`;
  }

  function painted(svg) {
    return new Promise((resolve, reject) => {
      const image = new Image();
      const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
      image.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = image.width * SCALE;
        canvas.height = image.height * SCALE;
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        URL.revokeObjectURL(address);
        canvas.toBlob(resolve, "image/png");
      };
      image.onerror = reject;
      image.src = address;
    });
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  const FORMATS = {
    svg: async (svg) => new Blob([svg], { type: "image/svg+xml" }),
    png: painted,
  };

  document.querySelectorAll(".panel").forEach((panel) => {
    if (!panel.querySelector(".chart[data-figure], .panel__figure .units")) return;
    const row = document.createElement("p");
    const said = document.createElement("span");
    row.className = "cite__actions";
    said.setAttribute("role", "status");
    said.className = "cite__said";
    Object.keys(FORMATS).forEach((format) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button--secondary cite__button";
      button.textContent = `Save chart as ${format.toUpperCase()}`;
      button.addEventListener("click", async () => {
        try {
          save(await FORMATS[format](await picture(panel)), `${panel.id}.${format}`);
          said.textContent = `Chart saved as ${format.toUpperCase()}`;
        } catch (error) {
          said.textContent = "The chart could not be saved; the table below it has the same numbers";
          console.error("chart", panel.id, error);
        }
      });
      row.append(button);
    });
    row.append(said);
    (panel.querySelector(".panel__actions") || panel.lastElementChild).before(row);
  });
})();
