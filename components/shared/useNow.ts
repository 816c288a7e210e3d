import { useEffect, useState } from 'preact/hooks';

/** The time, renewed every so often: for ages and meters that change without a write. */
export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
