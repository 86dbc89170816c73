// A graph of a few operators and its weights in, the bytes of an ONNX file out, as onnxruntime reads them.
// The messages are those of onnx.proto (github.com/onnx/onnx, IR version 8, operator set 17), as far as they are needed.

import protobuf from 'protobufjs';

export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}

export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Whole-number attributes: `axis`, or lists of them: `perm`. */
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

/** float32 unless it says otherwise; a name in place of a number is a size that is told with each run. */
export interface OnnxValue {
  readonly name: string;
  readonly type?: 'int64' | 'int32';
  readonly shape: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly weights: readonly OnnxTensor[];
  /** In an order in which each can run. */
  readonly nodes: readonly OnnxNode[];
  /** Facts that a program which loads the file asks for. */
  readonly metadata?: Readonly<Record<string, string>>;
}

const SCHEMA = `syntax = "proto2";
message AttributeProto { optional string name = 1; optional int64 i = 3; repeated int64 ints = 8;
  optional int32 type = 20; }
message NodeProto { repeated string input = 1; repeated string output = 2; optional string name = 3;
  optional string op_type = 4; repeated AttributeProto attribute = 5; }
message TensorProto { repeated int64 dims = 1; optional int32 data_type = 2; optional string name = 8;
  optional bytes raw_data = 9; }
message Dimension { optional int64 dim_value = 1; optional string dim_param = 2; }
message TensorShapeProto { repeated Dimension dim = 1; }
message TensorType { optional int32 elem_type = 1; optional TensorShapeProto shape = 2; }
message TypeProto { optional TensorType tensor_type = 1; }
message ValueInfoProto { optional string name = 1; optional TypeProto type = 2; }
message GraphProto { repeated NodeProto node = 1; optional string name = 2; repeated TensorProto initializer = 5;
  repeated ValueInfoProto input = 11; repeated ValueInfoProto output = 12; }
message StringStringEntryProto { optional string key = 1; optional string value = 2; }
message OperatorSetIdProto { optional string domain = 1; optional int64 version = 2; }
message ModelProto { optional int64 ir_version = 1; optional string producer_name = 2; optional GraphProto graph = 7;
  repeated OperatorSetIdProto opset_import = 8; repeated StringStringEntryProto metadata_props = 14; }`;

const FLOAT32 = 1;
const INT32 = 6;
const INT64 = 7;
const INTEGER_ATTRIBUTE = 2;
const INTEGERS_ATTRIBUTE = 7;
const IR_VERSION = 8;
const OPERATOR_SET = 17;

export function onnxFile({ name, inputs, outputs, weights, nodes, metadata = {} }: OnnxGraph): Uint8Array {
  const model = protobuf.parse(SCHEMA, { keepCase: true }).root.lookupType('ModelProto');
  const message = {
    ir_version: IR_VERSION,
    producer_name: 'sotto',
    graph: {
      name,
      node: nodes.map(nodeMessage),
      initializer: weights.map(tensorMessage),
      input: inputs.map(valueMessage),
      output: outputs.map(valueMessage),
    },
    opset_import: [{ domain: '', version: OPERATOR_SET }],
    metadata_props: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  };
  const problem = model.verify(message);
  if (problem !== null) throw new TypeError(`onnx: ${problem}`);
  return model.encode(message).finish();
}

const nodeMessage = ({ operator, inputs, output, attributes = {} }: OnnxNode) => ({
  op_type: operator,
  name: output,
  input: [...inputs],
  output: [output],
  attribute: Object.entries(attributes).map(([name, value]) =>
    typeof value === 'number'
      ? { name, i: value, type: INTEGER_ATTRIBUTE }
      : { name, ints: [...value], type: INTEGERS_ATTRIBUTE },
  ),
});

function tensorMessage({ name, shape, values }: OnnxTensor) {
  const isWhole = values instanceof BigInt64Array;
  const bytes = new Uint8Array(values.length * (isWhole ? 8 : 4));
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (typeof value === 'bigint') view.setBigInt64(i * 8, value, true);
    else view.setFloat32(i * 4, value, true);
  }
  return { name, dims: [...shape], data_type: isWhole ? INT64 : FLOAT32, raw_data: bytes };
}

const ELEMENT_TYPES = { int32: INT32, int64: INT64 } as const;

const valueMessage = ({ name, type, shape }: OnnxValue) => ({
  name,
  type: {
    tensor_type: {
      elem_type: type === undefined ? FLOAT32 : ELEMENT_TYPES[type],
      shape: { dim: shape.map((size) => (typeof size === 'number' ? { dim_value: size } : { dim_param: size })) },
    },
  },
});
