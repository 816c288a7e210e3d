import { useEffect, useState } from 'preact/hooks';

/** The value once it has stood still for so many milliseconds: for searches that read. */
export function useDebounced<T>(value: T, wait = 150): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), wait);
    return () => clearTimeout(timer);
  }, [value, wait]);
  return settled;
}
