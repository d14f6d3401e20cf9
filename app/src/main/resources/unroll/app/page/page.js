"use strict";
(() => {
  const DASHES = [[], [9, 4], [2, 3], [10, 3, 2, 3], [5, 5], [14, 4]];
  const POINTS_UP_TO = 40;
  const DOTS = -1;
  const BARS = -2;
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const redraws = [];

  function make(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "text") {
        made.textContent = value;
      } else if (key.startsWith("on")) {
        made.addEventListener(key.slice(2), value);
      } else {
        made.setAttribute(key, value);
      }
    }
    made.append(...children);
    return made;
  }

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function number(value) {
    if (value === null || value === undefined) {
      return "–";
    }
    const size = Math.abs(value);
    if (value !== 0 && (size < 1e-3 || size >= 1e7)) {
      return value.toExponential(2);
    }
    return Number.isInteger(value) ? value.toLocaleString("en") : value.toFixed(size < 100 ? 4 : 1);
  }

  function tick(value) {
    const size = Math.abs(value);
    return value !== 0 && (size < 1e-3 || size >= 1e6) ? value.toExponential(0)
      : value.toLocaleString("en", { maximumSignificantDigits: 6 });
  }

  function save(name, blob) {
    const link = make("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function heading(section, part) {
    section.append(make("h2", { text: part.title }));
    if (part.note) {
      section.append(make("p", { class: "note", text: part.note }));
    }
  }

  function tableOf(head, rows, right, caption, rowHeads) {
    const table = make("table", { class: "figures" });
    if (caption) {
      table.append(make("caption", { class: "spoken", text: caption }));
    }
    const cells = (tag, row) => row.map((text, i) => make(i === 0 && rowHeads && tag === "td" ? "th" : tag, {
      text,
      class: right[i] ? "right" : "",
      ...(tag === "th" ? { scope: "col" } : i === 0 && rowHeads ? { scope: "row" } : {}),
    }));
    table.append(make("thead", {}, make("tr", {}, ...cells("th", head))));
    table.append(make("tbody", {}, ...rows.map((row) => make("tr", {}, ...cells("td", row)))));
    return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption || head.join(", ") },
      table);
  }

  // What stands at a place of the lower axis; around a name's own place there is room for many dots.
  function place(chart, x) {
    return chart.x.names.length > 0 ? chart.x.names[Math.round(x)] : number(x);
  }

  function chartFile(chart) {
    const quoted = (text) => `"${String(text).replaceAll('"', '""')}"`;
    const lines = [[chart.x.label, ...chart.series.map((one) => one.name)].map(quoted).join(",")];
    chart.x.values.forEach((x, i) => {
      lines.push([chart.x.names.length > 0 ? quoted(place(chart, x)) : x,
        ...chart.series.map((one) => one.values[i] ?? "")].join(","));
    });
    return new Blob([lines.join("\n") + "\n"], { type: "text/csv" });
  }

  function picture(plot, chart) {
    const from = plot.ctx.canvas;
    const to = make("canvas", { width: from.width, height: from.height });
    const context = to.getContext("2d");
    context.fillStyle = colour("--paper");
    context.fillRect(0, 0, to.width, to.height);
    context.drawImage(from, 0, 0);
    to.toBlob((blob) => save(chart.id + ".png", blob));
  }

  // Colours come again after six curves; dashes then go with other colours.
  function dash(one, i) {
    const style = Math.max(0, one.dash ?? i);
    return (style + Math.floor(style / 6)) % DASHES.length;
  }

  // A logarithmic axis is a linear one of logarithms: gradients may be far below what the library's own can show.
  function scaled(axis, values) {
    return axis.log ? values.map((value) => value === null ? null : Math.log10(value)) : values;
  }

  function ticks(axis) {
    if (axis.names && axis.names.length > 0) {
      return { incrs: [1], rotate: axis.names.join("").length > 40 ? -30 : 0,
        values: (plot, places) => places.map((value) => shortened(axis.names[value] ?? "")) };
    }
    return { ...(axis.log ? { splits: (plot, index, low, high) => powers(low, high) } : {}),
      values: (plot, places) => places.map((value) => tick(axis.log ? +(10 ** value).toPrecision(1) : value)) };
  }

  // Where a logarithmic axis has its ticks: 1, 2 and 5 times the powers of ten, or so many powers as there is room for.
  function powers(low, high) {
    const factors = high - low < 2.5 ? [1, 2, 5] : [1];
    const step = [1, 2, 5, 10, 20, 50, 100].find((each) => (high - low) / each <= 8) ?? 200;
    const places = [];
    for (let power = Math.floor(low / step) * step; power <= high; power += step) {
      places.push(...factors.map((factor) => power + Math.log10(factor)));
    }
    return places.filter((each) => each >= low && each <= high);
  }

  function shortened(text) {
    return text.length > 16 ? text.slice(0, 15) + "…" : text;
  }

  // A short level line for each value.
  function bars(plot, series, from, to) {
    const stroke = new Path2D();
    const half = 14 * devicePixelRatio;
    for (let i = from; i <= to; i++) {
      const value = plot.data[series][i];
      if (value !== null) {
        const x = plot.valToPos(plot.data[0][i], "x", true);
        const y = plot.valToPos(value, "y", true);
        stroke.moveTo(x - half, y);
        stroke.lineTo(x + half, y);
      }
    }
    return { stroke };
  }

  // Dots may stand above one another at the ends, of which the library would show but one.
  function padded(low, high) {
    const room = (high - low) * 0.04 || 1;
    return [low - room, high + room];
  }

  function options(chart, width) {
    const axis = { stroke: () => colour("--quiet"), grid: { stroke: () => colour("--line"), width: 1 },
      ticks: { stroke: () => colour("--line"), width: 1 }, font: "13px system-ui, sans-serif" };
    const points = chart.x.values.length <= POINTS_UP_TO;
    const dots = chart.series.some((one) => one.dash < 0);
    const names = chart.x.names.length;
    const whole = !chart.x.log && chart.x.values.every(Number.isInteger);
    return {
      width,
      height: width < 480 ? 240 : 300,
      scales: { x: { time: false, ...(names > 0 ? { range: [-0.5, names - 0.5] }
        : dots ? { range: (plot, low, high) => padded(low, high) } : {}) } },
      legend: { markers: { width: 3, dash: (plot, i) => ["solid", "dashed", "dotted"][Math.min(2, dash(chart.series[i - 1], i - 1))] } },
      axes: [
        { ...axis, label: chart.x.label, size: 34, labelSize: 20, labelFont: "13px system-ui, sans-serif",
          ...(whole ? { incrs: [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000] } : {}),
          ...ticks(chart.x) },
        { ...axis, size: 72, space: 28, ...ticks(chart.y) },
      ],
      cursor: { y: false, drag: { x: true, y: false, setScale: true } },
      series: [
        { label: chart.x.label,
          value: (plot, value, series, index) => index === null ? number(null) : place(chart, chart.x.values[index]) },
        ...chart.series.map((one, i) => ({
          label: one.name,
          stroke: () => colour("--c" + (one.colour ?? i) % 6),
          width: one.width ?? 2,
          dash: DASHES[dash(one, i)],
          points: { show: one.dash === DOTS || (points && one.dash >= 0), size: one.dash === DOTS ? 8 + 3 * i : 6,
            ...(one.dash === DOTS ? { fill: () => colour("--c" + (one.colour ?? i) % 6) } : {}) },
          ...(one.dash === DOTS ? { paths: () => null } : one.dash === BARS ? { paths: bars } : {}),
          spanGaps: true,
          value: (plot, value, series, index) => number(index === null ? null : one.values[index]),
        })),
      ],
    };
  }

  function say(chart, index) {
    return `${chart.x.label} ${place(chart, chart.x.values[index])}: `
      + chart.series.map((one) => `${one.name} ${number(one.values[index])}`).join(", ");
  }

  function chartSection(chart) {
    const section = make("section", { id: chart.id });
    heading(section, chart);
    const spoken = make("p", { class: "spoken", "aria-live": "polite" });
    const area = make("div", { class: "plot", tabindex: "0", role: "group",
      "aria-label": `${chart.alt} The arrow keys read the figures one by one.` });
    section.append(area, spoken);
    let plot;
    let at = -1;
    const across = scaled(chart.x, chart.x.values);
    const data = [across, ...chart.series.map((one) => scaled(chart.y, one.values))];
    function draw() {
      if (plot) {
        plot.destroy();
      }
      plot = new uPlot(options(chart, Math.max(260, area.clientWidth)), data, area);
      plot.ctx.canvas.setAttribute("role", "img");
      plot.ctx.canvas.setAttribute("aria-label", chart.alt);
      area.querySelectorAll(".u-legend .u-marker").forEach((marker, i) => {
        marker.classList.toggle("dot", i > 0 && chart.series[i - 1].dash === DOTS);
      });
      // uPlot makes each name in the legend switch its curve by a click; by keyboard too.
      area.querySelectorAll(".u-legend tr.u-series:not(:first-child) th").forEach((name) => {
        name.setAttribute("tabindex", "0");
        name.setAttribute("role", "button");
        name.addEventListener("keydown", (event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            name.click();
          }
        });
      });
    }
    area.addEventListener("keydown", (event) => {
      const last = chart.x.values.length - 1;
      const next = { ArrowRight: Math.min(last, at + 1), ArrowLeft: Math.max(0, at - 1), Home: 0, End: last }[event.key];
      if (next === undefined || last < 0) {
        return;
      }
      event.preventDefault();
      at = next;
      plot.setCursor({ left: plot.valToPos(across[at], "x"), top: plot.over.clientHeight / 2 });
      spoken.textContent = say(chart, at);
    });
    const width = () => Math.max(260, area.clientWidth);
    new ResizeObserver(() => requestAnimationFrame(() => {
      if (plot && plot.width !== width()) {
        draw();
      }
    })).observe(area);
    redraws.push(draw);
    const rows = chart.x.values.map((x, i) => [place(chart, x), ...chart.series.map((one) => number(one.values[i]))]);
    section.append(make("div", { class: "tools" },
      make("button", { type: "button", text: "CSV", "aria-label": `Save ${chart.title} as CSV`,
        onclick: () => save(chart.id + ".csv", chartFile(chart)) }),
      make("button", { type: "button", text: "PNG", "aria-label": `Save ${chart.title} as PNG`,
        onclick: () => picture(plot, chart) }),
      make("details", {}, make("summary", { text: "The figures as a table" }),
        tableOf([chart.x.label, ...chart.series.map((one) => one.name)], rows,
          Array(1 + chart.series.length).fill(true), chart.title, true))));
    return section;
  }

  function samplesSection(part) {
    const section = make("section");
    heading(section, part);
    const lists = make("div", { class: "lists", "aria-live": "polite" });
    const choice = make("select", { id: "group" });
    part.groups.forEach((group, i) => choice.append(make("option", { value: i, text: group.name })));
    const show = () => {
      lists.replaceChildren(...part.groups[choice.value].lists.map((list) => make("div", {},
        ...(list.name ? [make("h3", { text: list.name })] : []),
        make("ul", { class: "samples" }, ...list.items.map((item) => make("li", { text: item || "(nothing)" }))))));
    };
    choice.value = String(part.groups.length - 1);
    choice.addEventListener("change", show);
    section.append(make("div", { class: "tools" }, make("label", { for: "group", text: "After " }), choice), lists);
    show();
    return section;
  }

  const SECTIONS = {
    chart: chartSection,
    samples: samplesSection,
    table: (part) => {
      const section = make("section");
      heading(section, part);
      section.append(tableOf(part.head, part.rows, part.right, part.title, true));
      return section;
    },
    facts: (part) => {
      const section = make("section");
      heading(section, part);
      const table = make("table", { class: "figures pairs" });
      part.rows.forEach(([name, value]) => table.append(
        make("tr", {}, make("th", { scope: "row", text: name }), make("td", { text: value }))));
      section.append(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": part.title }, table));
      return section;
    },
  };

  const page = document.getElementById("page");
  page.append(make("header", {}, make("h1", { text: figures.title }), make("p", { class: "lead", text: figures.lead })));
  if (figures.headline.length > 0) {
    page.append(make("dl", { class: "headline" }, ...figures.headline.map(([name, value]) =>
      make("div", value.length > 24 ? { class: "long" } : {}, make("dt", { text: name }), make("dd", { text: value })))));
  }
  let charts = null;
  figures.parts.forEach((part) => {
    const section = SECTIONS[part.type](part);
    if (part.type === "chart") {
      if (!charts) {
        charts = make("div", { class: "charts" });
        page.append(charts);
      }
      charts.append(section);
    } else {
      charts = null;
      page.append(section);
    }
  });
  const drawAll = () => redraws.forEach((draw) => draw());
  drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
})();
