package export

import (
	"context"
	"io"

	"alur/model"
	"alur/model/story"
	"alur/store"
)

// Teller is what a story is read from; a Source and *store.Store are.
type Teller interface {
	Case(ctx context.Context, id string) (*model.Case, *model.Flow, error)
	store.Past
}

// ReadStory tells a case from the record, at a head of it. It returns the
// teller's errors.
func ReadStory(ctx context.Context, s Teller, id string, shop *model.Shop, head store.Head, lang model.Lang) (parts []story.Part, events int, err error) {
	c, f, err := s.Case(ctx, id)
	if err != nil {
		return nil, 0, err
	}
	history, err := s.History(ctx, id)
	if err != nil {
		return nil, 0, err
	}
	then, err := store.FlowThen(ctx, s, c, f)
	if err != nil {
		return nil, 0, err
	}
	return story.Tell(story.Case{Case: c, Flow: f, Then: then, History: history, Shop: shop, Head: head.String()}, lang), len(history), nil
}

// writeStory writes a story as a text, and returns how many events it tells.
func writeStory(ctx context.Context, w io.Writer, s Source, r Request, shop *model.Shop, head store.Head) (int, error) {
	parts, events, err := ReadStory(ctx, s, r.Case, shop, head, r.Lang)
	if err != nil {
		return 0, err
	}
	_, err = io.WriteString(w, story.Markdown(parts))
	return events, err
}
