// Runs on the browser's audio thread: two inputs (rep, customer) in, one message a frame out, each with the place of its first
// sample on the context's own clock. Silence of an input that is not connected is not sent. Adds one frame of latency.

class FrameRecorder extends AudioWorkletProcessor {
  constructor({ processorOptions }) {
    super();
    this.frameSamples = processorOptions.frameSamples;
    this.frames = [];
    this.isOver = false;
    // Asked to finish: both inputs end at the same sample.
    this.port.onmessage = () => {
      for (const channel of this.frames.keys()) this.send(channel);
      this.isOver = true;
      this.port.postMessage({ isLast: true });
    };
  }

  process(inputs) {
    if (this.isOver) return false;
    for (const [channel, input] of inputs.entries()) this.take(channel, input);
    return true;
  }

  take(channel, input) {
    if (input.length === 0) return this.send(channel);
    const length = input[0].length;
    for (let at = 0; at < length; at++) {
      const open = this.frames[channel];
      // The audio thread skips blocks while its graph changes: what comes after is another frame, at its own place.
      if (open && open.startFrame + open.length !== currentFrame + at) this.send(channel);
      if (!this.frames[channel]) {
        this.frames[channel] = {
          startFrame: currentFrame + at,
          samples: new Float32Array(this.frameSamples),
          length: 0,
        };
      }
      const frame = this.frames[channel];
      let sum = 0;
      for (const side of input) sum += side[at];
      frame.samples[frame.length++] = sum / input.length;
      if (frame.length === this.frameSamples) this.send(channel);
    }
  }

  send(channel) {
    const frame = this.frames[channel];
    if (!frame) return;
    this.frames[channel] = undefined;
    const samples = frame.samples.subarray(0, frame.length).slice();
    this.port.postMessage({ channel, startFrame: frame.startFrame, samples }, [samples.buffer]);
  }
}

registerProcessor('frame-recorder', FrameRecorder);
