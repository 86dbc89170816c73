// Who may import whom. The words are in CONTRIBUTING.md; tests/architecture asserts that modules were read at all.
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: {
    path: '^(engine|pipelines|models|store|gateway|dashboard|client|tests|benchmarks|evaluation|samples)/',
    pathNot: allowed,
  },
});
const libraryOnlyIn = (name, library, folder) => ({
  name,
  severity: 'error',
  from: { pathNot: `${folder}|^(tests|benchmarks|evaluation)/` },
  to: { path: `(^|/)node_modules/(${library})/` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      // Of types too: two files that need each other's types are one file, or three.
      to: { circular: true },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('engine-imports-nothing-of-ours', '^engine/', '^engine/'),
    only('pipelines-import-engine', '^pipelines/', '^(pipelines|engine)/'),
    only('models-import-engine', '^models/(?!training/)', '^(models(?!/training)|engine)/'),
    only('training-reads-what-it-teaches', '^models/training/', '^(models|pipelines|engine)/'),
    {
      name: 'nobody-ships-training',
      severity: 'error',
      from: { pathNot: '^(models/training|tests|benchmarks|evaluation)/' },
      to: { path: '^models/training/' },
    },
    only('store-imports-engine', '^store/', '^(store|engine)/'),
    only('protocol-imports-engine', '^gateway/protocol/', '^(gateway/protocol|engine)/'),
    only('dashboard-imports-client-and-protocol', '^dashboard/', '^(dashboard|client|gateway/protocol)/'),
    only('client-imports-protocol', '^client/', '^(client|gateway/protocol)/'),
    {
      name: 'nobody-imports-tests-benchmarks-or-evaluation',
      severity: 'error',
      from: { pathNot: '^(tests|benchmarks|evaluation)/' },
      to: { path: '^(tests|benchmarks|evaluation)/' },
    },
    {
      name: 'engine-imports-rxjs-and-zod',
      comment: 'and the resampler, which is audio mathematics that a kept library does better (decision 0001)',
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/(rxjs|zod|@alexanderolsen/libsamplerate-js|tslib)/' },
    },
    libraryOnlyIn('onnxruntime-only-in-models', 'onnxruntime-node|onnxruntime-common', '^models/'),
    libraryOnlyIn('clickhouse-only-in-store', '@clickhouse/client|@clickhouse/client-common|chdb', '^store/'),
    libraryOnlyIn('web-only-in-gateway', 'fastify|@fastify/[^/]+', '^gateway/'),
    libraryOnlyIn('sockets-only-in-gateway-and-client', 'ws', '^(gateway|client)/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dashboard|client)/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
