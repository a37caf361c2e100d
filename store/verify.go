package store

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"alur/model"
	"alur/store/kv"
)

// Fault is something in the database that is not as the record says. It is
// recognised with errors.As; errors.Is takes it for kv.ErrDamaged.
type Fault struct {
	// Seq is the first event that is wrong, 0 where it is no event.
	Seq  uint64
	Why  model.Say
	Args []any
}

// Error is the sentence in English.
func (f *Fault) Error() string { return f.In(model.English) }

// In is the sentence in a language.
func (f *Fault) In(l model.Lang) string { return f.Why.In(l, f.Args...) }

// Is makes a fault a kind of damage.
func (f *Fault) Is(target error) bool { return target == kv.ErrDamaged }

// wayOut is what to do about a broken record.
func wayOut() model.Say {
	return model.Say{
		EN: " Do not work on: close alur, and run alur repair. It mends the record where a backup still has it, and else says what would be lost; what is there now is kept. Find out who changed it.",
		ID: " Jangan lanjut bekerja: tutup alur, lalu jalankan alur repair. Catatan diperbaiki bila masih ada di cadangan, kalau tidak disebutkan apa yang akan hilang; yang ada sekarang tetap disimpan. Cari tahu siapa yang mengubahnya.",
	}
}

func badEvent(seq uint64, why model.Say) *Fault {
	return &Fault{Seq: seq, Why: model.Say{
		EN: fmt.Sprintf("Event %d of the record is not as it was written: %s", seq, why.EN) + wayOut().EN,
		ID: fmt.Sprintf("Kejadian %d di catatan tidak seperti saat ditulis: %s", seq, why.ID) + wayOut().ID,
	}}
}

// Verify proves the record: every event has its number, and the hash of each
// covers all before it, up to the head as it was at the begin. Where a head
// was noted earlier, outside the database, the record has to run through it:
// that alone finds a tail that was cut off, or a record written anew. It
// returns a *Fault that names the first bad event.
func (s *Store) Verify(ctx context.Context, noted *NotedHead, progress func(done, total uint64)) (VerifyReport, error) {
	report := VerifyReport{Begun: s.Now()}
	head, err := s.Head(ctx)
	if err != nil {
		return report, err
	}
	if noted != nil && noted.Seq > head.Seq {
		return report, cut(noted.Seq, head.Seq)
	}
	base, err := s.Base(ctx)
	if err != nil {
		return report, err
	}
	if base != nil && noted != nil && noted.Seq != 0 && noted.Seq < base.Seq {
		return report, inTheArchive(*noted, base)
	}
	report.Noted, err = s.proveFrom(ctx, base, head, noted, progress)
	if err == nil {
		report.Head, report.Base = head, base
	}
	return report, err
}

// inTheArchive refuses to look for a head that was noted before the base.
func inTheArchive(noted NotedHead, b *Base) error {
	return &model.Refusal{Code: "archived", Why: model.Say{
		EN: "The head that was noted, %s, is not in this record, which begins after event %d. What came before lies in the archive: alur audit verify --db %s --head %[1]s",
		ID: "Kepala yang dicatat dulu, %s, tidak ada di catatan ini, yang dimulai sesudah kejadian %d. Yang sebelumnya ada di arsip: alur audit verify --db %s --head %[1]s",
	}, Args: []any{noted, b.Seq, b.File}}
}

// proveTo proves the record up to a head, and returns where the noted one
// stands in it.
func (s *Store) proveTo(ctx context.Context, head Head, noted *NotedHead, progress func(done, total uint64)) (*Head, error) {
	base, err := s.Base(ctx)
	if err != nil {
		return nil, err
	}
	return s.proveFrom(ctx, base, head, noted, progress)
}

// proveFrom is proveTo from a base on, and proves what is kept of before as
// well. The line that speaks of the base is found by its name: to read every
// line whole would take many times as long.
func (s *Store) proveFrom(ctx context.Context, base *Base, head Head, noted *NotedHead, progress func(done, total uint64)) (*Head, error) {
	proof := prover{noted: noted}
	if err := errors.Join(proof.begin(base), s.proveKept(ctx, base, nil)); err != nil {
		return nil, err
	}
	named := base == nil || s.archive
	err := readAhead(ctx, s, proof.seq+1, readProof, func(seq uint64, l proofLine) error {
		if seq > head.Seq {
			return kv.Stop
		}
		tell(progress, seq, head.Seq)
		if !named && bytes.Contains(l.canonical, []byte(`"record.archived"`)) {
			e, err := l.event()
			named = err == nil && base.names(e)
		}
		return proof.line(seq, l)
	})
	if err != nil && !errors.Is(err, kv.Stop) {
		return nil, err
	}
	err = proof.ends(head)
	if base != nil && noted != nil && noted.Seq == 0 && proof.seq == head.Seq && proof.hash == head.Hash && proof.found == nil {
		err = inTheArchive(*noted, base) // As far as this record knows.
	}
	if err := errors.Join(err, s.view(ctx, nothingBeyond)); err != nil {
		return nil, err
	}
	if !named {
		return nil, keptDoesNotFit(base)
	}
	return proof.found, nil
}

// nothingBeyond proves that no event stands after the head of a moment.
func nothingBeyond(st *state) error {
	end, err := readEnd(st.tx)
	if err != nil {
		return err
	}
	beyond, err := st.tx.Get(eventKey(end.Seq + 1))
	if err == nil && beyond != nil {
		err = badEvent(end.Seq+1, model.Say{EN: "it stands after the end of the record.", ID: "letaknya sesudah akhir catatan."})
	}
	return err
}

// tell reports progress now and then, and at the end.
func tell(progress func(done, total uint64), done, total uint64) {
	if progress != nil && (done%atOnce == 0 || done == total) {
		progress(done, total)
	}
}

// prover follows the chain.
type prover struct {
	noted *NotedHead
	// found is where the noted head stands.
	found *Head
	seq   uint64
	hash  [32]byte
	// at is the time of the event proven last, newest that of all so far.
	at, newest time.Time
}

// proofLine is a line of the record as its proof needs it, which is read ahead of
// the proof: sum is its hash if that of the one before is after.
type proofLine struct {
	line
	sum, after [32]byte
	stamp      model.Stamp
	// bad is what is wrong with it by itself.
	bad model.Say
}

// readProof reads a line, given the one before it, where that is at hand.
func readProof(before, value []byte) (p proofLine) {
	return readLine(before, value, model.ReadStamp)
}

func readLine(before, value []byte, stamp func(canonical []byte) (model.Stamp, error)) (p proofLine) {
	var err error
	if p.line, err = decodeLine(value); err != nil {
		p.bad = model.Say{EN: "it can't be read.", ID: "tidak terbaca."}
		return p
	}
	if last, err := decodeLine(before); err == nil {
		p.after = last.hash
	}
	p.sum = chain(p.after, p.canonical)
	if p.stamp, err = stamp(p.canonical); err != nil {
		p.bad = model.Say{EN: "it does not say what it should.", ID: "isinya tidak semestinya."}
	}
	return p
}

// event proves one more line and returns its event.
func (p *prover) event(seq uint64, value []byte) (model.Event, error) {
	var e model.Event
	l := readLine(nil, value, func(canonical []byte) (_ model.Stamp, err error) {
		e, err = model.ReadEvent(canonical)
		return model.Stamp{Seq: e.Seq, At: e.At}, err
	})
	err := p.line(seq, l)
	return e, err
}

// line proves one more line.
func (p *prover) line(seq uint64, l proofLine) error {
	if seq != p.seq+1 {
		return &Fault{Seq: p.seq + 1, Why: model.Say{
			EN: "Event %d of the record is missing: after it comes %d." + wayOut().EN,
			ID: "Kejadian %d hilang dari catatan: sesudahnya ada %d." + wayOut().ID,
		}, Args: []any{p.seq + 1, seq}}
	}
	if l.after != p.hash {
		l.sum = chain(p.hash, l.canonical)
	}
	switch {
	case l.canonical == nil:
		return badEvent(seq, l.bad)
	case l.sum != l.hash:
		return badEvent(seq, model.Say{EN: "its hash does not fit.", ID: "hash-nya tidak cocok."})
	case l.bad != model.Say{}:
		return badEvent(seq, l.bad)
	case l.stamp.Seq != seq:
		return badEvent(seq, model.Say{EN: "it does not say what it should.", ID: "isinya tidak semestinya."})
	}
	newest := p.newest
	if l.stamp.At.After(newest) {
		newest = l.stamp.At
	}
	if !l.newest.Equal(newest) {
		return badEvent(seq, model.Say{EN: "its time does not fit.", ID: "waktunya tidak cocok."})
	}
	p.seq, p.hash, p.at, p.newest = seq, l.hash, l.stamp.At, newest
	return p.look()
}

// look looks for the noted head.
func (p *prover) look() error {
	if p.noted == nil || p.noted.Seq != 0 && p.noted.Seq != p.seq {
		return nil
	}
	switch {
	case p.noted.is(p.hash):
		p.found = &Head{Seq: p.seq, Hash: p.hash, At: p.at}
	case p.noted.Seq != 0:
		return notTheNoted(*p.noted)
	}
	return nil
}

// is reports whether a hash is the noted one, or begins like it.
func (h NotedHead) is(hash [32]byte) bool {
	return strings.HasPrefix(hex.EncodeToString(hash[:]), strings.ToLower(h.Hash))
}

// ends proves that the record ends where its head says.
func (p *prover) ends(head Head) error {
	if p.seq < head.Seq {
		return cut(head.Seq, p.seq)
	}
	if p.hash != head.Hash {
		return badEvent(head.Seq, model.Say{EN: "the head has another hash.", ID: "hash kepalanya lain."})
	}
	if p.noted == nil || p.found != nil {
		return nil
	}
	if !p.noted.is([32]byte{}) {
		return notTheNoted(*p.noted)
	}
	p.found = &Head{} // Noted before there was an event.
	return nil
}

func cut(want, got uint64) *Fault {
	return &Fault{Seq: got + 1, Why: model.Say{
		EN: "The record was cut: it should have %d events and has %d. The first that is missing is event %d." + wayOut().EN,
		ID: "Catatan terpotong: seharusnya %d kejadian, ternyata %d. Yang pertama hilang adalah kejadian %d." + wayOut().ID,
	}, Args: []any{want, got, got + 1}}
}

func notTheNoted(noted NotedHead) *Fault {
	if noted.Seq == 0 {
		return &Fault{Why: model.Say{
			EN: "The head that was noted, %s, is no longer in the record: this is another record, or what led to that head was changed." + wayOut().EN,
			ID: "Kepala yang dicatat dulu, %s, tidak ada lagi di catatan: ini catatan lain, atau yang sampai ke kepala itu sudah diubah." + wayOut().ID,
		}, Args: []any{noted.Hash}}
	}
	return &Fault{Seq: noted.Seq, Why: model.Say{
		EN: "The head that was noted, %s, is no longer in the record: event %d has another hash, so this is another record, or event %d or one before it was changed." + wayOut().EN,
		ID: "Kepala yang dicatat dulu, %s, tidak ada lagi di catatan: kejadian %d punya hash lain, jadi ini catatan lain, atau kejadian %d atau yang sebelumnya sudah diubah." + wayOut().ID,
	}, Args: []any{noted, noted.Seq, noted.Seq}}
}
