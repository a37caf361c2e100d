package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
)

func (a *app) deliverCmd() *cobra.Command {
	j := &job{app: a}
	var key string
	cmd := a.command(about{
		use:   "deliver EVENT|CASE/STEP",
		short: model.Say{EN: "Report something that came from outside", ID: "Laporkan sesuatu yang datang dari luar"},
		long: model.Say{
			EN: "Report what a case waits for, by its task or by its step and the key of the case; or an event that starts cases, by its name. What comes before its step is kept and finishes it once it is there; what comes before its case waits in alur deliveries.",
			ID: "Laporkan yang ditunggu sebuah kasus, lewat tugasnya atau lewat langkah dan kunci kasusnya; atau kejadian yang memulai kasus, lewat namanya. Yang datang sebelum langkahnya disimpan dan menyelesaikannya begitu langkah itu ada; yang datang sebelum kasusnya menunggu di alur deliveries.",
		},
		example: `alur deliver online-order-1/deliver --outcome delivered
alur deliver deliver --key A-1042 --outcome delivered
alur deliver checkout --set order_no=A-1043 --set customer="Pak Joko" \
  --set items=teapot --set total=95000 --set payment=cod`,
	}, wants(model.Say{EN: "what came: EVENT or CASE/STEP", ID: "apa yang datang: KEJADIAN atau KASUS/LANGKAH"}), func(args []string) error {
		var err error
		if j.store, j.shop, err = a.shop(); err != nil {
			return err
		}
		if j.person, err = a.actor(j.store, j.shop, j.as); err != nil {
			return err
		}
		if !strings.Contains(args[0], "/") {
			if head := startedBy(a, j, args[0]); head != nil {
				return j.startByEvent(head)
			}
		}
		if j.target, err = a.waitingFor(j, args[0], key); err != nil {
			return err
		}
		if j.target == nil || j.early() {
			return a.deliverEarly(j, args[0], key)
		}
		acts, err := complete(j)
		if err != nil {
			return err
		}
		return j.do(acts)
	})
	a.asFlag(cmd, &j.as)
	cmd.Flags().StringVar(&key, "key", "", a.say(model.Say{EN: "The key of the case, such as an order number", ID: "Kunci kasus, misalnya nomor pesanan"}))
	withSets(a, cmd.Flags(), j)
	withOutcome(a, cmd.Flags(), j)
	withReason(a, cmd.Flags(), j)
	return cmd
}

// startedBy is the process whose cases begin with an event: one that is retired
// only where there is no other.
func startedBy(a *app, j *job, event string) *model.ProcessHead {
	var retired *model.ProcessHead
	for _, head := range sortedProcesses(j.shop) {
		flow, err := j.store.Flow(a.ctx, head.ID, head.Latest())
		switch {
		case err != nil || flow == nil || flow.Process.Start.On != event:
		case !head.Retired:
			return head
		case retired == nil:
			retired = head
		}
	}
	return retired
}

func (j *job) startByEvent(head *model.ProcessHead) error {
	flow, err := j.store.Flow(j.app.ctx, head.ID, head.InForce(""))
	if err != nil {
		return err
	}
	act := model.StartCase{Process: head.ID}
	if act.Fields, err = startValues(j.sets, flow); err != nil {
		return err
	}
	r, err := j.store.Do(j.app.ctx, model.Command{Op: newOp(), By: j.person.ID, Station: j.app.via(), Act: act})
	if err != nil {
		return err
	}
	return j.app.print("%s", r.Case)
}

// waitingFor finds the waiting task that an event is about.
func (a *app) waitingFor(j *job, event, key string) (*target, error) {
	if strings.Contains(event, "/") {
		t, err := a.taskOf(j.store, j.person, event)
		if err != nil {
			return nil, err
		}
		if t.step.Kind == model.Run {
			return nil, fail(model.Say{
				EN: "%s is done by itself when the case that it runs ends: alur case show %s",
				ID: "%s selesai sendiri bila kasus yang dijalankannya berakhir: alur case show %s",
			}, t.ref(), t.ref().Case)
		}
		if t.step.Kind != model.Wait {
			return nil, fail(model.Say{
				EN: "%s is done by a person: alur done %[1]s --as NAME",
				ID: "%s dikerjakan orang: alur done %[1]s --as NAMA",
			}, t.ref())
		}
		return t, nil
	}
	open, err := j.store.OpenTasks(a.ctx)
	if err != nil {
		return nil, err
	}
	var refs []string
	for _, row := range open {
		if row.Step == event && row.State == model.Waiting && (key == "" || row.CaseKey == key) {
			refs = append(refs, row.TaskRef.String())
		}
	}
	switch len(refs) {
	case 1:
		return a.taskOf(j.store, j.person, refs[0])
	case 0:
		if key != "" && waitStep(a, j, event) != nil {
			return nil, nil // It is kept until there is one.
		}
		return nil, nothingWaits(open, event, key)
	}
	return nil, fail(model.Say{
		EN: "%d cases wait for %q. Say which with --key VALUE.",
		ID: "%d kasus menunggu %q. Sebut yang mana dengan --key NILAI.",
	}, len(refs), event)
}

func nothingWaits(open []model.OpenTask, event, key string) error {
	if key != "" {
		return fail(model.Say{
			EN: "No case with the key %q waits for %q now.",
			ID: "Tidak ada kasus dengan kunci %q yang menunggu %q sekarang.",
		}, key, event)
	}
	seen := map[string]bool{}
	var waits []string
	for _, row := range open {
		if row.State == model.Waiting && !seen[row.Step] {
			seen[row.Step] = true
			waits = append(waits, row.Step)
		}
	}
	return unknown(model.Say{EN: "Nothing waits for %q", ID: "Tidak ada yang menunggu %q"}, event, waits)
}
