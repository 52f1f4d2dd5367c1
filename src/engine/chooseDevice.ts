/** Where a model runs. */
export interface Device {
  /** As people read it. */
  readonly name: string;
  /** ONNX Runtime's name of it. */
  readonly provider: "cpu";
}

/** The device for the next model: the one place that decides. */
export function chooseDevice(): Device {
  return { name: "CPU", provider: "cpu" };
}
