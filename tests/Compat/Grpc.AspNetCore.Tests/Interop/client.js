// Calls the server at argv[2] and prints one line of JSON for each case.
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const path = require('path');

const definition = loader.loadSync(path.join(process.argv[3], 'echo.proto'), { defaults: true });
const Echo = grpc.loadPackageDefinition(definition).platform.tests.v1.Echo;
const gzip = { 'grpc.default_compression_algorithm': 2 };
const client = new Echo(process.argv[2], grpc.credentials.createInsecure());
const packed = new Echo(process.argv[2], grpc.credentials.createInsecure(), gzip);

const print = (name, value) => console.log(JSON.stringify({ name, ...value }));

function unary(name, stub, request, metadata = new grpc.Metadata(), options = {}) {
  return new Promise((resolve) => {
    let trailers;
    const call = stub.Say(request, metadata, options, (error, reply) => {
      setImmediate(() => {
        print(name, error
          ? { code: error.code, details: error.details, why: error.metadata.get('why-bin').map((b) => b.toString('hex')) }
          : { code: 0, text: reply.text, size: reply.filler.length, seen: reply.seen, trailer: trailers && trailers.get('x-trailer')[0] });
        resolve();
      });
    });
    call.on('status', (status) => { trailers = status.metadata; });
  });
}

function stream(name, request) {
  return new Promise((resolve) => {
    const values = [];
    const call = client.Count(request);
    call.on('data', (m) => values.push(m.value));
    call.on('error', (e) => { print(name, { code: e.code, details: e.details, values }); resolve(); });
    call.on('status', (s) => { if (s.code === 0) { print(name, { code: 0, values }); resolve(); } });
  });
}

(async () => {
  const metadata = new grpc.Metadata();
  metadata.set('x-text', 'value');
  metadata.set('x-bytes-bin', Buffer.from([0, 1, 254]));
  await unary('say', client, { text: 'cải cách' }, metadata);
  await unary('gzip', packed, { text: 'a'.repeat(50000), size: 60000 });
  await unary('fail', client, { behaviour: 'fail', status: 9, detail: 'Đã nộp 100%' });
  await unary('deadline', client, { behaviour: 'hang' }, new grpc.Metadata(), { deadline: Date.now() + 200 });
  await stream('count', { upto: 100 });
  await stream('aborted', { upto: 2, status: 10 });
  client.close();
  packed.close();
})();
