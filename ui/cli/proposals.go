package cli

import (
	"strconv"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
)

// proposalDoc is one proposal of process proposals --json.
type proposalDoc struct {
	Proposal int    `json:"proposal"`
	Process  string `json:"process"`
	Step     string `json:"step"`
	Text     string `json:"text,omitempty"`
	How      string `json:"how,omitempty"`
	OldText  string `json:"old_text"`
	OldHow   string `json:"old_how,omitempty"`
	By       string `json:"by"`
	At       string `json:"at"`
	Task     string `json:"task,omitempty"`
}

func (a *app) processProposeCmd() *cobra.Command {
	var as, text, how string
	cmd := a.command(about{
		use:   "propose P/STEP|TASK --as NAME",
		short: model.Say{EN: "Ask the owner for other words of a step", ID: "Usulkan kata-kata lain untuk sebuah langkah"},
		long:  model.Say{EN: "Ask the owner for another text, or another how, of a step of the version in force. Nothing changes until the owner accepts it.", ID: "Usulkan teks atau cara lain untuk sebuah langkah dari versi yang berlaku. Tidak ada yang berubah sebelum pemilik menerimanya."},
		example: `alur process propose online-order/pack --as Sari --how "Glass twice."
alur process propose online-order-1/pack --as Sari --text "Pack it"`,
	}, wants(model.Say{EN: "a step: PROCESS/STEP or CASE/STEP", ID: "langkahnya: PROSES/LANGKAH atau KASUS/LANGKAH"}), func(args []string) error {
		if as == "" {
			return missing("alur process propose", wordAs)
		}
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		p, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		act, err := a.proposalFor(s, shop, args[0])
		if err != nil {
			return err
		}
		act.Text, act.How = text, how
		r, err := s.Do(a.ctx, model.Command{Op: newOp(), By: p.ID, Station: a.via(), Act: act})
		if err != nil {
			return err
		}
		number := 0
		for _, e := range r.Events {
			if b, ok := e.Body.(model.TextProposed); ok {
				number = b.Proposal.Number
			}
		}
		return a.print("%s", a.say(model.Say{EN: "proposal %d: the owner decides", ID: "usul %d: pemilik yang memutuskan"}, number))
	})
	a.asFlag(cmd, &as)
	cmd.Flags().StringVar(&text, "text", "", a.say(model.Say{EN: "What the step should be called", ID: "Bunyi langkah yang baru"}))
	cmd.Flags().StringVar(&how, "how", "", a.say(model.Say{EN: "How it is done well", ID: "Cara mengerjakannya dengan baik"}))
	return cmd
}

// proposalFor finds the step that a proposal is about: of a process, or of a
// case that shows it.
func (a *app) proposalFor(s *store.Store, shop *model.Shop, text string) (model.ProposeText, error) {
	name, step, named := cutLast(text, "/")
	if !named {
		return model.ProposeText{}, misuse(model.Say{
			EN: "Say which step: PROCESS/STEP or CASE/STEP, not %q.",
			ID: "Sebut langkahnya: PROSES/LANGKAH atau KASUS/LANGKAH, bukan %q.",
		}, text)
	}
	if head := shop.Processes[name]; head != nil {
		return model.ProposeText{Process: head.ID, Step: step}, nil
	}
	c, f, err := a.findCase(s, name)
	if err != nil {
		return model.ProposeText{}, err
	}
	found, err := findStep(f, c, step)
	if err != nil {
		return model.ProposeText{}, err
	}
	return model.ProposeText{Process: c.Process, Step: found.ID, Task: model.TaskRef{Case: c.ID, Step: found.ID}}, nil
}

func (a *app) processProposalsCmd() *cobra.Command {
	var asJSON bool
	cmd := a.command(about{
		use:   "proposals",
		short: model.Say{EN: "The words that people asked for", ID: "Kata-kata yang diusulkan orang"},
	}, wants(), func([]string) error {
		_, shop, err := a.shop()
		if err != nil {
			return err
		}
		cal, err := shop.Calendar()
		if err != nil {
			return err
		}
		if asJSON {
			doc := []proposalDoc{}
			for _, p := range shop.Proposals {
				d := proposalDoc{p.Number, p.Process, p.Step, p.Text, p.How, p.OldText, p.OldHow, p.By, moment(p.At, cal), ""}
				if p.Task.Case != "" {
					d.Task = p.Task.String()
				}
				doc = append(doc, d)
			}
			return a.json(map[string]any{"proposals": doc})
		}
		if len(shop.Proposals) == 0 {
			return a.print("%s", a.say(model.Say{EN: "No proposal waits for an answer.", ID: "Tidak ada usul yang menunggu jawaban."}))
		}
		return a.printProposals(shop, cal)
	})
	a.jsonFlag(cmd, &asJSON)
	return cmd
}

func (a *app) printProposals(shop *model.Shop, cal *model.Calendar) error {
	for _, p := range shop.Proposals {
		if err := a.print("%s", strconv.Itoa(p.Number)+"  "+p.Process+"/"+p.Step+"  "+shop.Name(p.By)+"  "+when(p.At, cal)); err != nil {
			return err
		}
		var rows [][]string
		if p.Text != "" {
			rows = append(rows, []string{"    " + a.say(model.Say{EN: "text", ID: "teks"}), oneLine(p.OldText), "->", oneLine(p.Text)})
		}
		if p.How != "" {
			rows = append(rows, []string{"    " + a.say(model.Say{EN: "how", ID: "cara"}), oneLine(p.OldHow), "->", oneLine(p.How)})
		}
		if err := table(a.env.Stdout, rows); err != nil {
			return err
		}
	}
	return nil
}

// answerCmd is a command by which an owner answers a proposal.
func (a *app) answerCmd(w about, act func(number int, reason string) model.Act, said model.Say, reason bool) *cobra.Command {
	var as, why string
	cmd := a.command(w, wants(model.Say{EN: "the number of the proposal", ID: "nomor usulnya"}), func(args []string) error {
		n, err := strconv.Atoi(args[0])
		if err != nil {
			return fail(model.Say{EN: "%q is no number of a proposal. alur process proposals lists them.", ID: "%q bukan nomor usul. alur process proposals menampilkannya."}, args[0])
		}
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		p, err := a.actor(s, shop, as)
		if err != nil {
			return err
		}
		if err := a.perform(s, p, []model.Act{act(n, why)}); err != nil {
			return err
		}
		return a.print("%s", a.say(said, n))
	})
	a.asFlag(cmd, &as)
	if reason {
		cmd.Flags().StringVar(&why, "reason", "", a.say(model.Say{EN: "Why", ID: "Alasannya"}))
	}
	return cmd
}

func (a *app) processAcceptCmd() *cobra.Command {
	return a.answerCmd(about{
		use:   "accept N",
		short: model.Say{EN: "Publish a version with the words of a proposal", ID: "Terbitkan versi dengan kata-kata sebuah usul"},
	}, func(n int, _ string) model.Act { return model.AcceptText{Proposal: n} },
		model.Say{EN: "proposal %d: accepted and published", ID: "usul %d: diterima dan diterbitkan"}, false)
}

func (a *app) processDeclineCmd() *cobra.Command {
	return a.answerCmd(about{
		use:     "decline N --reason R",
		short:   model.Say{EN: "Answer a proposal with why not", ID: "Jawab usul dengan alasan menolaknya"},
		example: `alur process decline 2 --reason "the label has no room for it"`,
	}, func(n int, why string) model.Act { return model.DeclineText{Proposal: n, Reason: why} },
		model.Say{EN: "proposal %d: declined", ID: "usul %d: ditolak"}, true)
}
