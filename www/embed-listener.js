// Makes frames of Jianpai's embed.html as high as what they show. One script for all of a page's frames; or copy it.
addEventListener("message", function (event) {
  var data = event.data;
  if (!data || data.type !== "jianpai:height" || data.version !== 1) return;
  if (!(data.height >= 40 && data.height <= 8000)) return;
  var frames = document.getElementsByTagName("iframe");
  for (var i = 0; i < frames.length; i++) {
    if (frames[i].contentWindow === event.source) frames[i].style.height = Math.ceil(data.height) + "px";
  }
});
