// What Vite gives for a file that is to be loaded by its address.

declare module '*?url&no-inline' {
  const address: string;
  export default address;
}
