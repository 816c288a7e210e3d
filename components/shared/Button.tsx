import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';

export interface ButtonProps extends Omit<ButtonHTMLAttributes, 'class' | 'className'> {
  children: ComponentChildren;
  /** The one action that makes sense now. */
  best?: boolean | undefined;
  danger?: boolean | undefined;
  quiet?: boolean | undefined;
  small?: boolean | undefined;
}

/** A real button, never a submit by accident. */
export function Button({ best, danger, quiet, small, children, ...rest }: ButtonProps) {
  const looks = ['button', best && 'best', danger && 'danger', quiet && 'quiet', small && 'small'].filter(Boolean).join(' ');
  return (
    <button type="button" {...rest} class={looks}>
      {children}
    </button>
  );
}
