"use client";

import { useRef, useState, type RefObject } from "react";
import { Camera, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { forgetPhoto, keepPhoto, smallPhoto } from "@/app/_device/photos";
import { newCommandId } from "./use-drill";
import { IconButton } from "@/app/_ui/icon-button";
import { useToast } from "@/app/_ui/toast";
import { useLiveDrill } from "./drill-context";
import { PhotoStrip } from "./photo-strip";
import styles from "./photo-picker.module.css";

/** As many as one entry takes. */
export const PHOTOS_PER_ENTRY = 4;

/** Takes or chooses a picture for what is being entered. It stays on the device until the entry is sent. */
export function PhotoButton({
  personId,
  photos,
  onPhotos,
  input,
  disabled = false,
}: {
  personId: string;
  photos: readonly string[];
  onPhotos: (photos: readonly string[]) => void;
  /** Lets a key open it. */
  input?: RefObject<HTMLInputElement | null>;
  disabled?: boolean;
}) {
  const t = useTranslations("common.photo");
  const { drillId } = useLiveDrill();
  const toast = useToast();
  const own = useRef<HTMLInputElement>(null);
  const chooser = input ?? own;
  const [busy, setBusy] = useState(false);

  async function take(file: File | undefined) {
    if (!file) return;
    setBusy(true);
    try {
      const blob = await smallPhoto(file);
      if (blob === null) return toast({ title: t("unreadable"), tone: "problem" });
      const photoId = newCommandId();
      await keepPhoto(photoId, { personId, drillId, blob });
      onPhotos([...photos, photoId]);
    } catch (error) {
      // The device has no room for it, or keeps nothing at all.
      if (!(error instanceof DOMException)) throw error;
      toast({ title: t("noRoom"), tone: "problem" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <input
        ref={chooser}
        className={styles.file}
        type="file"
        accept="image/jpeg,image/png,image/webp,image/*"
        aria-label={t("choose")}
        tabIndex={-1}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          // The same picture can be chosen again.
          event.target.value = "";
        }}
      />
      <IconButton
        size="large"
        variant="outlined"
        label={t("take")}
        icon={<Camera aria-hidden="true" />}
        loading={busy}
        disabled={disabled || photos.length >= PHOTOS_PER_ENTRY}
        onClick={() => chooser.current?.click()}
      />
    </>
  );
}

/** The pictures of what is being entered, each with a way to leave it out. */
export function ChosenPhotos({
  photos,
  onPhotos,
}: {
  photos: readonly string[];
  onPhotos: (photos: readonly string[]) => void;
}) {
  const t = useTranslations("common.photo");
  const { drillId } = useLiveDrill();
  if (photos.length === 0) return null;
  return (
    <ul className={styles.chosen} aria-label={t("chosen")}>
      {photos.map((photoId) => (
        <li key={photoId}>
          <PhotoStrip drillId={drillId} photos={[photoId]} of="" onDevice />
          <IconButton
            size="large"
            label={t("leaveOut")}
            icon={<X aria-hidden="true" />}
            onClick={() => {
              onPhotos(photos.filter((other) => other !== photoId));
              void forgetPhoto(photoId);
            }}
          />
        </li>
      ))}
    </ul>
  );
}
