"""The scanner's machinery: text → tokens → what each token belongs to → findings."""
