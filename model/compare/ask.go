package compare

import (
	"slices"
	"time"

	"alur/model"
)

// Ask says what is to be compared.
type Ask struct {
	Process string
	// Before and After are versions; both 0 takes the newest and what it is
	// tried beside or came after, or with Only, all versions.
	Before, After int
	// Only, unless nil, is one division for each side, "" for cases without.
	Only *[2]string
	// Since, unless zero, is when cases may have arrived first.
	Since time.Time
}

// Question finds the sides that are asked for. Flow gives a published version,
// nil for one that is not there. The error is a *model.Refusal: with the code
// "unknown_process", "unknown_version", "one_version" where there is nothing to
// compare with, or "never_begun" where no case could begin with a version.
func (a Ask) Question(shop *model.Shop, flow func(process string, version int) *model.Flow, now time.Time) (Question, error) {
	h := shop.Processes[a.Process]
	if h == nil {
		return Question{}, refuse("unknown_process", model.Say{EN: "There is no process %q.", ID: "Tidak ada proses %q."}, a.Process)
	}
	all := shop.DivisionIDs()
	if a.Before == 0 && a.After == 0 && a.Only != nil {
		q := divisions(h.ID, a.Only[0], a.Only[1], a.Since, now)
		q.steps(flow(h.ID, h.Latest()), flow(h.ID, h.Latest()), nil)
		return q, nil
	}
	if a.Before == 0 && a.After == 0 {
		var ok bool
		if a.Before, a.After, ok = newest(h, all); !ok {
			return Question{}, refuse("one_version", model.Say{
				EN: "%s has only one version, so there is nothing to compare. Publish another, for some of the new cases or one division.",
				ID: "%s hanya punya satu versi, jadi tidak ada yang dibandingkan. Terbitkan yang lain, untuk sebagian kasus baru atau satu divisi.",
			}, h.Name)
		}
	}
	for _, v := range []int{a.Before, a.After} {
		if len(sameAs(h, v)) == 0 {
			return Question{}, refuse("unknown_version", model.Say{EN: "%s has no version %d: it has 1 to %d.", ID: "%s tidak punya versi %d: yang ada 1 sampai %d."}, h.Name, v, h.Latest())
		}
	}
	if slices.Contains(sameAs(h, a.Before), a.After) {
		return Question{}, refuse("same_version", model.Say{EN: "Versions %d and %d of %s are the same.", ID: "Versi %d dan %d dari %s sama saja."}, a.Before, a.After, h.Name)
	}
	q, ok := versions(h, a, all, now)
	if !ok {
		return Question{}, refuse("never_begun", model.Say{
			EN: "Nothing to compare yet: version %d began just now, or is not used there. As soon as new cases follow it, look here again.",
			ID: "Belum ada yang dibandingkan: versi %d baru saja berlaku, atau tidak dipakai di sana. Begitu ada kasus baru yang mengikutinya, lihat lagi di sini.",
		}, max(a.Before, a.After))
	}
	var way []*model.Flow
	step := 1
	if a.After < a.Before {
		step = -1
	}
	for v := a.Before; v != a.After+step; v += step {
		if f := flow(h.ID, v); f != nil {
			way = append(way, f)
		}
	}
	q.steps(flow(h.ID, a.Before), flow(h.ID, a.After), model.RenamedSteps(way))
	return q, nil
}

// steps notes what the steps of both sides are called.
func (q *Question) steps(before, after *model.Flow, renamed map[string]string) {
	q.Renamed = map[string]string{}
	for was, is := range renamed {
		if was != is {
			q.Renamed[was] = is
		}
	}
	known := map[string]bool{}
	add := func(f *model.Flow, name func(string) string) {
		if f == nil {
			return
		}
		for _, s := range f.Process.Steps {
			if id := name(s.ID); !known[id] {
				known[id] = true
				q.Steps = append(q.Steps, StepTitle{Step: id, Title: s.Text})
			}
		}
	}
	add(after, func(id string) string { return id })
	add(before, func(id string) string {
		if is := q.Renamed[id]; is != "" {
			return is
		}
		return id
	})
}

// Since is from when on ended cases are needed: running ones always are.
func (q Question) Since() time.Time {
	if q.Before.From.Before(q.After.From) {
		return q.Before.From
	}
	return q.After.From
}

// divisions are those that each side may have, cases without one among them.
func (a Ask) divisions(all []string) [2][]string {
	if a.Only != nil {
		return [2][]string{{a.Only[0]}, {a.Only[1]}}
	}
	every := append([]string{""}, all...)
	return [2][]string{every, every}
}

func refuse(code model.Code, why model.Say, args ...any) *model.Refusal {
	return &model.Refusal{Code: code, Why: why, Args: args}
}
