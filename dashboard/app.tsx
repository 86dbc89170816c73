// The page: reads the route from the address bar and shows the view that belongs to it.

import { render } from 'preact';

function App() {
  return <h1>Sotto</h1>;
}

const root = document.getElementById('app');
if (root) render(<App />, root);
