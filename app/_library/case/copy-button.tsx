"use client";

import { useRouter } from "next/navigation";
import { useMutation } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { useToast } from "@/app/_ui/toast";

/** Takes the words of somebody else's case into a draft of one's own, and opens it. */
export function CopyButton({ slug }: { slug: string }) {
  const t = useTranslations("library");
  const trpc = useTRPC();
  const router = useRouter();
  const toast = useToast();
  const errorText = useErrorText();
  const copy = useMutation(
    trpc.library.duplicate.mutationOptions({
      onSuccess: ({ caseId }) => router.push(`/library/drafts/${caseId}`),
      onError: (error) => toast({ tone: "problem", title: errorText(error) }),
    }),
  );
  return (
    <Button
      variant="quiet"
      icon={<Copy aria-hidden="true" />}
      loading={copy.isPending}
      onClick={() => copy.mutate({ slug })}
    >
      {t("makeCopy")}
    </Button>
  );
}
