// Stands in for the WebRTC process: with `no-library` it says that there is none; with `dies` it ends at the first offer.

if (process.argv.includes('no-library')) process.send({ kind: 'not-loaded', message: 'no binary for this platform' });
else {
  process.on('message', () => process.exit(134));
  process.send({ kind: 'ready' });
}
