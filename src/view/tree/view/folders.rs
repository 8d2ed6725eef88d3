//! Folders of a view that are opened and closed.

use super::TreeView;
impl TreeView {
    pub(super) fn go_in(&mut self) {
        let Some(node) = self
            .node_at_hand()
            .filter(|node| self.has_shown_children(*node))
        else {
            return;
        };
        match self.open_now()[node as usize] {
            true => self.at += 1,
            false => self.toggle(),
        }
    }

    pub(super) fn go_out(&mut self) {
        let Some(node) = self.node_at_hand() else {
            return;
        };
        if self.has_shown_children(node) && self.open_now()[node as usize] {
            return self.toggle();
        }
        if let Some(row) = self.row_of(self.tree.parent(node)) {
            self.at = row;
        }
    }

    pub(super) fn toggle(&mut self) {
        let Some(node) = self
            .node_at_hand()
            .filter(|node| self.has_shown_children(*node))
        else {
            return;
        };
        let open = &mut self.open_mut()[node as usize];
        *open = !*open;
        self.lay_out();
    }

    pub(super) fn open_below(&mut self) {
        let Some(top) = self.node_at_hand() else {
            return;
        };
        let tree = self.tree.clone();
        let open = self.open_mut();
        let mut ways = vec![top];
        while let Some(node) = ways.pop() {
            let children = tree.children(node);
            open[node as usize] = !children.is_empty();
            ways.extend(children.iter().filter(|child| tree.is_parent(**child)));
        }
        self.lay_out();
    }

    pub(super) fn open_all(&mut self, open: bool) {
        let node = self.node_at_hand();
        self.open_mut().fill(open);
        self.lay_out();
        self.hold(node);
    }
}
