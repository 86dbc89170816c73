// What is made from an object once, and remembered for as long as the object lives. The object must not change.

/** The same function; what it throws is not remembered, a promise that it gives is. */
export function onceForEach<Source extends object, Made>(make: (source: Source) => Made): (source: Source) => Made {
  const known = new WeakMap<Source, { readonly made: Made }>();
  return (source) => {
    const entry = known.get(source) ?? { made: make(source) };
    known.set(source, entry);
    return entry.made;
  };
}
