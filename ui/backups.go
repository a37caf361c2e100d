package ui

import (
	"context"

	"alur/model/digest"
)

// backupLoad reads how the backups stand.
func backupLoad() load {
	return load{name: "backups", get: func(ctx context.Context, s Store) (any, error) {
		var told *digest.Backup
		b, known, err := s.Backups(ctx)
		if err != nil || !known {
			return told, err
		}
		head, err := s.Head(ctx)
		if err != nil {
			return told, err
		}
		of := b.Told(s.Now(), head)
		return &of, nil
	}}
}

// backupLines say when the last proven backup was made, and what is wrong.
func backupLines(e *env, b *digest.Backup) []string {
	if b == nil || e.cal == nil {
		return nil
	}
	t := e.theme
	last := clean(b.Last(e.cal, e.now, e.lang))
	trouble := b.Trouble(e.cal, e.now, e.lang)
	if len(trouble) == 0 && !b.At.IsZero() {
		return []string{"  " + t.good(t.cut(t.glyph.tick+" "+last, e.width-4))}
	}
	lines := []string{"  " + t.dim(t.cut(last, e.width-4))}
	for _, text := range trouble {
		lines = append(lines, indent(wrapPaint(t, roleWarn, "! "+clean(text), e.width-4), 2)...)
	}
	return lines
}
