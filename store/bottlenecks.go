package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"alur/model"
	"alur/store/kv"
)

// Bottlenecks answers where work piles up, since when, and against what is
// usual, from the open tasks and what was finished in the period. History is
// read once in the life of a program (see CaseLogs), and the file is not held
// while it is reckoned.
func (s *Store) Bottlenecks(ctx context.Context, q BottleneckQuery) (model.Bottlenecks, error) {
	flows := flows{}
	in := model.BottleneckInput{
		Now: s.Now(), Since: q.Since, Flow: flows.flow,
		Process: q.Process, Version: q.Version, Kind: q.Kind, Division: q.Division,
	}
	logs, err := s.logsWith(ctx, q.Since, func(st *state) {
		in.Shop, in.Open = st.Shop(), st.allOpen()
		for _, t := range in.Open {
			flows.read(st, t.Process, t.Version)
		}
	})
	if err != nil {
		return model.Bottlenecks{}, err
	}
	waivers := map[model.RoundRef][]model.Waiver{}
	err = s.view(ctx, func(st *state) error {
		flows.ofLogs(st, logs)
		return waiversOf(st, logs, waivers)
	})
	if err != nil {
		return model.Bottlenecks{}, err
	}
	in.Past = model.FinishedTasks(in.Shop, logs, flows.flow, waivers)
	return model.FindBottlenecks(in), nil
}

// waiversOf reads when four eyes were waived, which logs only count.
func waiversOf(st *state, logs []*model.CaseLog, into map[model.RoundRef][]model.Waiver) error {
	for _, l := range logs {
		for _, t := range l.Tasks {
			if t.Waived == 0 || t.Ended == model.NoTime {
				continue
			}
			ref := model.TaskRef{Case: l.Case, Step: t.Task}
			raw := st.get(attemptKey(model.Attempt{TaskRef: ref, Process: l.Process, Round: t.Round, Ended: time.Unix(0, t.Ended)}))
			if raw == nil {
				continue // Undone since the log was read.
			}
			var a model.Attempt
			if err := json.Unmarshal(raw, &a); err != nil {
				return fmt.Errorf("%w: attempt: %w", kv.ErrDamaged, err)
			}
			into[model.RoundRef{TaskRef: ref, Round: t.Round}] = a.Waivers
		}
	}
	return st.err
}

// flows are definitions that were read, so that they can be asked for when the
// file is no longer held. One that is not there is nil.
type flows map[flowVersion]*model.Flow

type flowVersion struct {
	process string
	version int
}

func (f flows) flow(process string, version int) *model.Flow { return f[flowVersion{process, version}] }

func (f flows) read(st *state, process string, version int) {
	v := flowVersion{process, version}
	if _, known := f[v]; !known {
		f[v] = st.Flow(process, version)
	}
}

func (f flows) ofLogs(st *state, logs []*model.CaseLog) {
	for _, l := range logs {
		f.read(st, l.Process, l.Version)
	}
}
