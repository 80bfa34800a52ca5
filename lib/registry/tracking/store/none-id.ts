/** Stands for "no logged model" in `tracking.series`, so that its key needs no NULL. */
export const NO_MODEL = '00000000-0000-0000-0000-000000000000'
