"use client";

import { createContext, useContext, type AriaAttributes } from "react";

type FieldWiring = {
  controlId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
};

export const FieldContext = createContext<FieldWiring | null>(null);

/** The attributes that tie a control to the label, hint and error of the `Field` around it, if there is one. */
export function useFieldControl(own: {
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: AriaAttributes["aria-invalid"];
  required?: boolean;
}) {
  const field = useContext(FieldContext);
  return {
    id: own.id ?? field?.controlId,
    "aria-describedby": [own["aria-describedby"], field?.describedBy].filter(Boolean).join(" ") || undefined,
    "aria-invalid": own["aria-invalid"] || field?.invalid || undefined,
    "aria-required": own.required || field?.required || undefined,
  };
}
