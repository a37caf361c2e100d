package model

import (
	"reflect"
	"slices"
)

// onTrial refuses a version for a share of the new cases where there is
// nothing that the others could follow, or where who starts a case would have
// to know which of the two it is going to be.
func (s *shopwork) onTrial(a PublishProcess, f *Flow, head *ProcessHead) error {
	if a.Share == 0 {
		return nil
	}
	if a.Share < 1 || a.Share > 99 {
		return refuse("bad_share", Say{
			EN: "A share of new cases is from 1 to 99 of 100, not %d. Without one, all of them follow the new version.",
			ID: "Bagian kasus baru antara 1 dan 99 dari 100, bukan %d. Tanpa itu, semuanya mengikuti versi baru.",
		}, a.Share)
	}
	divisions := a.Divisions
	if len(divisions) == 0 {
		divisions = []string{""}
	}
	for _, d := range divisions {
		if head == nil || head.Retired || head.InForce(d) == 0 {
			return refuse("no_other_version", Say{
				EN: "%s has no version in force that the other cases could follow. Publish it for all of them.",
				ID: "%s belum punya versi berlaku untuk diikuti kasus yang lain. Terbitkan untuk semuanya.",
			}, f.Process.Name)
		}
		if usual := s.v.Flow(f.Process.ID, head.InForce(d)); usual != nil && !sameQuestions(usual, f) {
			return refuse("other_questions", Say{
				EN: "It can't be tried with a share of the cases: it asks for other things at the start than version %d. Try it in one division, or publish it for all.",
				ID: "Tidak bisa dicoba dengan sebagian kasus: yang ditanyakan di awal berbeda dari versi %d. Cobalah di satu divisi, atau terbitkan untuk semua.",
			}, head.InForce(d))
		}
	}
	return nil
}

// sameQuestions reports whether cases of two versions begin with the same
// fields, in whatever order.
func sameQuestions(a, b *Flow) bool {
	if len(a.Process.Start.Ask) != len(b.Process.Start.Ask) || a.Process.Key != b.Process.Key {
		return false
	}
	for _, field := range a.Process.Start.Ask {
		same := func(other Field) bool { return reflect.DeepEqual(field, other) }
		if !slices.ContainsFunc(b.Process.Start.Ask, same) {
			return false
		}
	}
	return true
}
