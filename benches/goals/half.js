// One of several workers that share the draws of W2: loads, runs the draws it is given, joins those of all.

/** @type {any} */
let engine;

addEventListener("message", async ({ data: { load, sample, summarise } }) => {
  if (load) {
    const { default: init, Engine } = await import("./pkg/jianpai.js");
    await init();
    engine = new Engine();
    engine.load(load.files, load.name);
    postMessage("ready");
  } else if (sample) {
    const part = engine.sample(sample.set, 1, sample.first, sample.draws);
    postMessage(part, { transfer: [part.buffer] });
  } else postMessage(engine.summarise(summarise, 1).all_on_schedule);
});
