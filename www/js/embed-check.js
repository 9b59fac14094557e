// @ts-check
// A classic script of embed.html, so that it runs even where modules do not. Tells the page around how high the embed is, and
// shows a still picture where the chart can't be drawn.

(() => {
  const query = new URLSearchParams(location.search);
  const VERSION = 1;
  let last = 0;
  let stands = false;

  /** The page around may make the frame as high as its content: see embed-listener.js. */
  function tell() {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === last || parent === window) return;
    last = height;
    parent.postMessage({ type: "jianpai:height", version: VERSION, id: query.get("id") ?? "", height }, "*"); // no secret in a height
  }

  /** The picture that the build drew, if the site has one; what the engine would have said of its absence stays below it. */
  function still() {
    const root = document.getElementById("embed");
    if (!root || stands) return; // whether its picture came or not
    stands = true;
    const lang = query.get("lang") === "en" ? "en" : "zh";
    const chart = query.get("chart") ?? "progress";
    const theme = query.get("theme") ?? "auto";
    const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    const about = [chart, ...(chart === "multiples" ? [] : [query.get("pollutant") ?? "nox"]), lang];
    /** By preference; an office may have drawn its own for the light theme alone. */
    const endings = dark ? ["-dark.svg", ".svg"] : [".svg"];
    const pictured = !location.hash.startsWith("#f="); // figures of another day are not the site's
    const picture = new Image();
    picture.className = "still";
    picture.alt = document.title;
    picture.addEventListener("load", tell);
    picture.addEventListener("error", () => {
      if (endings.length) return next();
      picture.remove();
      tell();
    });
    const way = document.createElement("a");
    way.href = `index.html${location.hash}`;
    way.target = "_blank";
    way.rel = "noopener";
    if (pictured) way.append(picture);
    const why = document.createElement("p");
    why.className = "why";
    why.lang = lang === "zh" ? "zh-CN" : "en";
    const link = document.createElement("a");
    link.href = way.href;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = lang === "zh" ? "打开推演页面" : "Open the simulator";
    const reason = pictured
      ? { zh: "此处不能运行推演程序，图为静态图片，不随调节项变化。", en: "The simulator can't run here; this is a still picture that does not follow the levers. " }
      : { zh: "此处不能运行推演程序。", en: "The simulator can't run here. " };
    why.append(reason[lang], link);
    if (!root.querySelector("jianpai-chart")) root.replaceChildren();
    root.prepend(way, why);
    let scenario = query.get("scenario") ?? "";
    const next = () => void (picture.src = `pictures/${encodeURIComponent(scenario)}/${about.map(encodeURIComponent).join("-")}${endings.shift()}`);
    if (pictured && scenario) next();
    else if (pictured)
      fetch("site.json")
        .then((response) => response.json())
        .then(({ scenarios }) => {
          scenario = scenarios[0].file.replace(/\.toml$/i, "");
          next();
        })
        .catch(() => picture.remove()); // a sandbox that fetches nothing: the words stay
    tell();
  }

  addEventListener("jianpai-still", still);
  addEventListener("error", (event) => event.target instanceof HTMLScriptElement && still(), true);
  addEventListener("load", tell);
  addEventListener("DOMContentLoaded", () => new ResizeObserver(tell).observe(document.documentElement));
  document.fonts?.ready.then(tell);
})();
