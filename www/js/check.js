// @ts-check
// A classic script, so that it runs even where modules do not: says why the page's program did not start.

(() => {
  /** @param {string} zh @param {string} en */
  function say(zh, en) {
    const root = document.getElementById("messages");
    if (!root) return void addEventListener("DOMContentLoaded", () => say(zh, en));
    document.body.classList.remove("loading");
    document.body.classList.add("failed");
    const lines = [zh, en].map((text, i) => {
      const line = document.createElement("p");
      line.lang = i === 0 ? "zh-CN" : "en";
      line.textContent = text;
      return line;
    });
    const message = document.createElement("div");
    message.className = "message is-error start-failed";
    message.append(...lines);
    root.append(message);
    root.hidden = false;
  }

  if (location.protocol === "file:") {
    say(
      "本页须由网页服务器提供，不能直接从文件夹打开。在本目录运行 python3 -m http.server 8000，再访问 http://127.0.0.1:8000/ 即可。",
      "This page must come from a web server; it can't be opened from a folder. Run python3 -m http.server 8000 in this folder, then visit http://127.0.0.1:8000/.",
    );
    return;
  }
  addEventListener(
    "error",
    (event) => {
      const { target } = event;
      if (!(target instanceof HTMLScriptElement || target instanceof HTMLLinkElement)) return;
      const address = target instanceof HTMLScriptElement ? target.src : target.href;
      if (target instanceof HTMLLinkElement && target.rel !== "stylesheet") return;
      const file = address.replace(new URL(".", document.baseURI).href, "");
      say(
        `页面程序未能载入：${file} 或它所引用的文件缺失、未能下载，或服务器未将其标为正确类型（.js 应为 text/javascript，.css 应为 text/css）。请确认网站目录完整，然后刷新页面。`,
        `The page's program could not be loaded: ${file}, or a file that it names, is missing, could not be downloaded, or is sent with the wrong type (text/javascript for .js, text/css for .css). Check that the site's folder is complete, then reload.`,
      );
    },
    true,
  );
})();
